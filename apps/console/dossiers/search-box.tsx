import { useState, type SubmitEvent } from 'react';
import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface SearchBoxProps {
  readonly q: string | undefined;
  readonly choose: (q: string | undefined) => void;
}

const SHORTEST = 2;

/** Words of a name, a dossier code or its last digits. */
export function SearchBox({ q, choose }: SearchBoxProps) {
  const { t } = useTranslation(['dossiers', 'console']);
  const [text, setText] = useState(q ?? '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = text.trim();
    choose(given.length < SHORTEST ? undefined : given);
  };
  return (
    <form role="search" onSubmit={submit} style={{ flex: '1 1 300px', maxWidth: 620 }}>
      <Group gap={6} wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          maxLength={200}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          rightSection={
            text !== '' && (
              <CloseButton
                size="sm"
                aria-label={t('list.clear')}
                onClick={() => {
                  setText('');
                  choose(undefined);
                }}
              />
            )
          }
        />
        <Button type="submit" size="sm">
          {t('list.searchSubmit')}
        </Button>
      </Group>
    </form>
  );
}
