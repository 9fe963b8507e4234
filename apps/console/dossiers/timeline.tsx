import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment } from '../frame/formats';
import { Panel } from '../frame/panel';
import type { TimelineEntry } from './document';
import { Origin } from './origin';
import { SealedValue } from './sealed-value';
import { StatusMark } from './status-mark';

/** The steps of a dossier, in the order in which they happened. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('dossiers');
  const sorted = entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => (a.entry.occurredAt.at < b.entry.occurredAt.at ? -1 : 1));
  return (
    <Panel title={t('one.timeline')}>
      {sorted.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('one.timelineEmpty')}
        </Text>
      ) : (
        <ol className="lt-steps" aria-label={t('one.timeline')}>
          {sorted.map(({ entry, index }) => (
            <Step key={entry.key} entry={entry} index={index} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Step({ entry, index }: { readonly entry: TimelineEntry; readonly index: number }) {
  const { t } = useTranslation('dossiers');
  const { step, label, occurredAt, dueAt, status } = entry;
  const at = `/timeline/${index}`;
  return (
    <li>
      <Group justify="space-between" gap={8} align="baseline">
        <Text fw={600} size="sm" title={step}>
          {label ?? step}
        </Text>
        <Text size="sm" component="div">
          <Origin pointer={`${at}/occurredAt`}>
            <time dateTime={occurredAt.at}>{moment(occurredAt)}</time>
          </Origin>
        </Text>
      </Group>
      <Group gap="md" fz={13}>
        {status && <StatusMark status={status.code} />}
        {dueAt && <span className="lt-quiet">{t('one.timelineDue', { at: moment(dueAt) })}</span>}
      </Group>
      <Stack gap={0} fz={13}>
        <SealedValue pointer={`${at}/actor`} name={t('one.actor')} />
        <SealedValue pointer={`${at}/note`} name={t('one.note')} />
      </Stack>
    </li>
  );
}
