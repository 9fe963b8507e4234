import { useState, useSyncExternalStore } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierFilter } from '../api/filters';
import { live, type Change } from '../api/live';
import { dossiersQuery } from '../api/queries';

interface NewChangesProps {
  readonly filter: DossierFilter;
  readonly refresh: () => void;
}

/** Offers to read the list again once dossiers that it does not show have changed: a list never jumps by itself. */
export function NewChanges({ filter, refresh }: NewChangesProps) {
  const { t } = useTranslation('dossiers');
  const queries = useQueryClient();
  const { changes } = useSyncExternalStore(live.subscribe, live.snapshot);
  const [seen, setSeen] = useState(() => changes[0]?.id);
  const shown = queries.getQueryData(dossiersQuery(filter).queryKey)?.pages.flatMap(({ items }) => items) ?? [];
  const newer = changes.slice(0, seen === undefined ? undefined : Math.max(0, indexOf(changes, seen)));
  const hidden = newer.filter((change) => fits(change, filter) && !shown.some(({ id }) => id === change.id));
  if (hidden.length === 0) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      onClick={() => {
        setSeen(changes[0]?.id);
        refresh();
      }}
    >
      {t('list.refresh')}
    </Button>
  );
}

/** Whether a change belongs to a list, as far as that can be told here: names and days only the gateway can compare. */
function fits(change: Change, filter: DossierFilter): boolean {
  const { q, unit, receivedFrom, receivedTo, dueFrom, dueTo, overdue, deleted, ...same } = filter;
  if ([q, receivedFrom, receivedTo, dueFrom, dueTo].some((given) => given !== undefined)) return false;
  if (unit !== undefined && ![change.receiving, change.competent, change.returning].includes(unit)) return false;
  if (overdue !== undefined && String(change.overdue) !== overdue) return false;
  if (deleted !== undefined && String(change.deleted) !== deleted) return false;
  return (['system', 'status', 'channel', 'procedure'] as const).every(
    (name) => same[name] === undefined || same[name] === change[name],
  );
}

function indexOf(changes: readonly { readonly id: string }[], id: string): number {
  const at = changes.findIndex((change) => change.id === id);
  return at < 0 ? changes.length : at;
}
