import { Badge } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Marks a system whose data is invented. */
export function DemoBadge() {
  const { t } = useTranslation();
  return (
    <Badge
      size="sm"
      radius="sm"
      tt="none"
      leftSection={<IconFlask size={12} aria-hidden />}
      style={{ background: 'var(--lt-demo-ground)', color: 'var(--lt-demo-text)' }}
    >
      {t('systems.demo')}
    </Badge>
  );
}
