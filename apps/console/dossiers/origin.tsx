import type { ReactNode } from 'react';
import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDossier } from './dossier-context';
import { useFieldName } from './field-name';
import { genericOf } from './sealed';

interface OriginProps {
  /** Place of the value in the document. */
  readonly pointer: string;
  readonly children: ReactNode;
}

/** A value with a small button that tells where in the source it comes from. */
export function Origin({ pointer, children }: OriginProps) {
  const { t } = useTranslation('dossiers');
  const nameOf = useFieldName();
  const generic = genericOf(pointer);
  const rows = useDossier().origins.filter((row) => row.pointer === generic || row.pointer.startsWith(`${generic}/`));
  if (rows.length === 0) return <>{children}</>;
  return (
    <span>
      {children}{' '}
      <Popover width={320} position="bottom-start" withArrow shadow="md" trapFocus={false}>
        <Popover.Target>
          <ActionIcon
            size={24}
            my={-3}
            style={{ verticalAlign: 'middle' }}
            variant="subtle"
            color="gray"
            c="dimmed"
            aria-label={t('one.originOf', { field: nameOf(pointer) })}
          >
            <IconInfoCircle size={14} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          {rows.slice(0, 4).map(({ pointer: place, path, rule }, n) => (
            <Text key={n} size="xs" component="div" mb={4} style={{ overflowWrap: 'anywhere' }}>
              <strong>{nameOf(place)}</strong>
              <br />
              {path !== '' && <span className="lt-code">{path} · </span>}
              {rule}
            </Text>
          ))}
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
