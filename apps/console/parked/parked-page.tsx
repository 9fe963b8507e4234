import { Button, Group, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { defined, type ParkedFilter } from '../api/filters';
import { parkedQuery, systemsQuery } from '../api/queries';
import { Waiting } from '../frame/answer';
import { Empty } from '../frame/empty';
import { More } from '../frame/more';
import { Page } from '../frame/page';
import { Panel } from '../frame/panel';
import { ProblemNotice } from '../frame/problem-notice';
import { useWords } from '../frame/words';
import { ParkedGroups } from './parked-groups';
import { ParkedRows } from './parked-rows';

/** Records that could not be normalised: how many of each cause, and each one. */
export function ParkedPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useInfiniteQuery(parkedQuery({}, 1));
  const groups = data?.pages[0]?.groups;
  return (
    <Page title={t('parked.title')} about={t('parked.about')}>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!error && !groups && (
        <Panel title={t('parked.groups')}>
          <Waiting />
        </Panel>
      )}
      {groups?.length === 0 && (
        <div className="lt-panel">
          <Empty icon={IconCircleCheck} title={t('parked.empty')} about={t('parked.emptyAbout')} />
        </div>
      )}
      {groups && groups.length > 0 && <Parked groups={groups} />}
    </Page>
  );
}

function Parked({ groups }: { readonly groups: readonly Answers['ParkedGroup'][] }) {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/inside/parked' });
  const go = useNavigate({ from: '/parked' });
  const choose = (next: ParkedFilter): void => void go({ search: defined(next), replace: true });
  const list = useInfiniteQuery(parkedQuery(filter));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <Panel title={t('parked.groups')} flush>
        <ParkedGroups groups={groups} choose={choose} />
      </Panel>
      <Panel title={t('parked.list')} aside={<Filters filter={filter} choose={choose} groups={groups} />} flush>
        {list.error && !list.isFetchNextPageError && <ProblemNotice error={list.error} retry={list.refetch} />}
        {!rows && !list.error && <Waiting />}
        {rows?.length === 0 && <Empty title={t('parked.emptyFiltered')} />}
        {rows && rows.length > 0 && (
          <>
            <ParkedRows rows={rows} />
            <More list={list} count={rows.length} />
          </>
        )}
      </Panel>
    </>
  );
}

interface FiltersProps {
  readonly filter: ParkedFilter;
  readonly choose: (next: ParkedFilter) => void;
  readonly groups: readonly { readonly cause: string }[];
}

function Filters({ filter, choose, groups }: FiltersProps) {
  const { t } = useTranslation();
  const word = useWords();
  const { data: systems = [] } = useQuery(systemsQuery);
  const causes = [...new Set(groups.map(({ cause }) => cause))];
  return (
    <Group gap="xs" role="group" aria-label={t('parked.filter')}>
      <Select
        size="xs"
        aria-label={t('parked.system')}
        placeholder={t('parked.system')}
        data={systems.map(({ code, name }) => ({ value: code, label: name }))}
        value={filter.system ?? null}
        onChange={(system) => choose({ ...filter, system: system ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('parked.clear') }}
      />
      <Select
        size="xs"
        aria-label={t('parked.cause')}
        placeholder={t('parked.cause')}
        data={causes.map((value) => ({ value, label: word('cause', value) }))}
        value={filter.cause ?? null}
        onChange={(cause) => choose({ ...filter, cause: cause ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('parked.clear') }}
      />
      {(filter.system ?? filter.cause) !== undefined && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilterOff size={14} aria-hidden />}
          onClick={() => choose({})}
        >
          {t('parked.clear')}
        </Button>
      )}
    </Group>
  );
}
