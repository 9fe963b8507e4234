import { ActionIcon, Button, Popover, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { identityQuery, type Identity } from '../api/identity';
import { session } from '../api/session';
import { useWords } from './words';

/** Who is signed in, what they may see, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { data: me } = useQuery(identityQuery);
  return (
    <Popover position="bottom-end" width={270} withinPortal={false} trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="lg"
          aria-label={t('frame.account')}
        >
          <IconUserCircle size={19} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {me && <Who me={me} />}
        <Button
          variant="default"
          fullWidth
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => session.end(false)}
        >
          {t('frame.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Who({ me }: { readonly me: Identity }) {
  const { t } = useTranslation();
  const word = useWords();
  const { units, systems } = me.scope;
  const scopes = [
    units && t('frame.scopeUnits', { units: units.join(', ') }),
    systems && t('frame.scopeSystems', { systems: systems.join(', ') }),
  ].filter(Boolean);
  return (
    <Text size="xs" c="dimmed" component="div" mb="sm">
      <Text size="sm" fw={600} c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
        {me.name}
      </Text>
      {word('role', me.role)} · {scopes.length > 0 ? scopes.join(' · ') : t('frame.scopeAll')}
    </Text>
  );
}
