import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { defined, type DossierFilter } from '../api/filters';
import { countsQuery, dossiersQuery } from '../api/queries';
import { Waiting } from '../frame/answer';
import { Empty } from '../frame/empty';
import { useFormats } from '../frame/formats';
import { More } from '../frame/more';
import { Page } from '../frame/page';
import { Panel } from '../frame/panel';
import { ProblemNotice } from '../frame/problem-notice';
import { DossierFilters } from './dossier-filters';
import { DossierRows } from './dossier-rows';
import { ExportButtons } from './export-buttons';
import { NewChanges } from './new-changes';
import { PersonSearch, type Person } from './person-search';
import { PersonRows } from './person-rows';
import { SearchBox } from './search-box';

/** All dossiers: found by words and filters, which the address of the page holds. */
export function DossiersPage() {
  const { t } = useTranslation(['dossiers', 'console']);
  const filter = useSearch({ from: '/inside/dossiers' });
  const go = useNavigate({ from: '/dossiers' });
  const [person, setPerson] = useState<Person>();
  const choose = (next: DossierFilter): void => void go({ search: defined(next), replace: true });
  return (
    <Page title={t('list.title')} actions={<ExportButtons filter={filter} />}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          <SearchBox key={filter.q ?? ''} q={filter.q} choose={(q) => choose({ ...filter, q })} />
          <PersonSearch found={setPerson} />
        </Group>
        {person === undefined && <DossierFilters filter={filter} choose={choose} />}
      </Stack>
      {person === undefined ? (
        <Found filter={filter} clear={() => choose({})} />
      ) : (
        <PersonRows person={person} clear={() => setPerson(undefined)} />
      )}
    </Page>
  );
}

function Found({ filter, clear }: { readonly filter: DossierFilter; readonly clear: () => void }) {
  const { t } = useTranslation(['dossiers', 'console']);
  const list = useInfiniteQuery(dossiersQuery(filter));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Panel title={t('list.title')} aside={<Counts filter={filter} refresh={() => void list.refetch()} />} flush>
      {list.error && !list.isFetchNextPageError && <ProblemNotice error={list.error} retry={list.refetch} />}
      {!rows && !list.error && <Waiting lines={10} />}
      {rows?.length === 0 && (
        <Empty
          icon={IconFileOff}
          title={isFiltered ? t('list.empty') : t('list.emptyAll')}
          about={isFiltered ? t('list.emptyAbout') : t('list.emptyAllAbout')}
        >
          {isFiltered && (
            <Button variant="default" mt="xs" onClick={clear}>
              {t('list.clear')}
            </Button>
          )}
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <>
          <DossierRows label={t('list.title')} rows={rows} />
          <More list={list} count={rows.length} />
        </>
      )}
    </Panel>
  );
}

function Counts({ filter, refresh }: { readonly filter: DossierFilter; readonly refresh: () => void }) {
  const { t } = useTranslation('dossiers');
  const { number } = useFormats();
  const { data } = useQuery({ ...countsQuery(filter), placeholderData: (before) => before });
  return (
    <Group gap="sm">
      <NewChanges filter={filter} refresh={refresh} />
      <Text size="sm" role="status">
        {data && (
          <>
            <strong>{t('list.found', { n: number(data.total) })}</strong>
            {data.overdue > 0 && ` · ${t('list.overdueCount', { n: number(data.overdue) })}`}
          </>
        )}
      </Text>
    </Group>
  );
}
