import { useState, type SubmitEvent } from 'react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway, type Answers } from '../api/client';
import { identityQuery, mayLook } from '../api/identity';
import { ProblemNotice } from '../frame/problem-notice';
import { PurposeField, type Purpose } from './purpose-field';

/** Dossiers of a person, found by a number that is kept nowhere but here. */
export interface Person {
  readonly personId: string;
  readonly purpose: Purpose;
  readonly first: Answers['DossierList'];
}

const NUMBER = /^[\p{L}\p{N} .-]{6,40}$/u;

/** A page of a person's dossiers. */
export function dossiersOf(
  { personId, purpose }: Pick<Person, 'personId' | 'purpose'>,
  after?: string,
): Promise<Answers['DossierList']> {
  return answerOf(gateway.POST('/v1/dossiers/search', { body: { personId, purpose, ...(after ? { after } : {}) } }));
}

/** The dialog that looks for a person by number and for a purpose. */
export function PersonSearch({ found }: { readonly found: (person: Person) => void }) {
  const { t } = useTranslation(['dossiers', 'console']);
  const { data: me } = useQuery(identityQuery);
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!mayLook(me)) return null;
  return (
    <>
      <Button variant="default" size="sm" leftSection={<IconUserSearch size={16} aria-hidden />} onClick={open}>
        {t('list.person')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('list.person')}
        closeButtonProps={{ 'aria-label': t('console:frame.close') }}
      >
        <PersonForm
          close={close}
          found={(person) => {
            close();
            found(person);
          }}
        />
      </Modal>
    </>
  );
}

function PersonForm({ close, found }: { readonly close: () => void; readonly found: (person: Person) => void }) {
  const { t } = useTranslation(['dossiers', 'console']);
  const [number, setNumber] = useState('');
  const [purpose, setPurpose] = useState<Purpose>();
  const [isTried, setTried] = useState(false);
  const isBad = !NUMBER.test(number.trim());
  const search = useMutation({
    mutationFn: async (asked: Purpose): Promise<Person> => {
      const personId = number.trim();
      return { personId, purpose: asked, first: await dossiersOf({ personId, purpose: asked }) };
    },
    onSuccess: found,
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isBad && purpose) search.mutate(purpose);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('list.personAbout')}
        </Text>
        <TextInput
          label={t('list.personNumber')}
          value={number}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
          error={isTried && isBad ? t('list.personBad') : undefined}
          autoComplete="off"
          inputMode="numeric"
          withAsterisk
          data-autofocus
        />
        <PurposeField value={purpose} change={setPurpose} isMissing={isTried} />
        {search.error && <ProblemNotice error={search.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('console:frame.cancel')}
          </Button>
          <Button type="submit" loading={search.isPending}>
            {t('list.personFind')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
