import { useState, type SubmitEvent } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway } from '../api/client';
import { ProblemNotice } from '../frame/problem-notice';
import { PurposeField, type Purpose } from './purpose-field';

/** What a look has shown, and what for. */
export interface Look {
  readonly purpose: Purpose;
  readonly personal: Readonly<Record<string, unknown>>;
}

interface LookButtonProps {
  readonly id: string;
  readonly look: Look | undefined;
  readonly looked: (look: Look | undefined) => void;
}

/** Shows the personal values of a dossier for a purpose, and hides them again. */
export function LookButton({ id, look, looked }: LookButtonProps) {
  const { t } = useTranslation(['dossiers', 'console']);
  const [isOpen, { open, close }] = useDisclosure(false);
  if (look)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconEyeOff size={15} aria-hidden />}
        onClick={() => looked(undefined)}
      >
        {t('one.lookHide')}
      </Button>
    );
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={<IconEye size={15} aria-hidden />} onClick={open}>
        {t('one.look')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('one.lookTitle')}
        closeButtonProps={{ 'aria-label': t('console:frame.close') }}
      >
        <LookForm id={id} looked={looked} close={close} />
      </Modal>
    </>
  );
}

function LookForm({ id, looked, close }: Omit<LookButtonProps, 'look'> & { readonly close: () => void }) {
  const { t } = useTranslation(['dossiers', 'console']);
  const [purpose, setPurpose] = useState<Purpose>();
  const [isTried, setTried] = useState(false);
  const ask = useMutation({ mutationFn: (given: Purpose) => lookAt(id, given), onSuccess: looked });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (purpose) ask.mutate(purpose);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('one.lookAbout')}
        </Text>
        <PurposeField value={purpose} change={setPurpose} isMissing={isTried} />
        {ask.error && <ProblemNotice error={ask.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('console:frame.cancel')}
          </Button>
          <Button type="submit" loading={ask.isPending}>
            {t('one.lookGo')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function lookAt(id: string, purpose: Purpose): Promise<Look> {
  const params = { path: { id } };
  const { personal } = await answerOf(gateway.POST('/v1/dossiers/{id}/look', { params, body: { purpose } }));
  return { purpose, personal };
}
