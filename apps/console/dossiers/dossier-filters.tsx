import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierFilter } from '../api/filters';
import { countsQuery, systemsQuery, unitsQuery } from '../api/queries';
import { useFormats } from '../frame/formats';
import { NARROW } from '../frame/rows';
import { useWords } from '../frame/words';

interface DossierFiltersProps {
  readonly filter: DossierFilter;
  readonly choose: (filter: DossierFilter) => void;
}

const STATUSES = [
  'SUBMITTED', 'ACCEPTED', 'REJECTED_AT_INTAKE', 'IN_PROGRESS', 'SUPPLEMENT_REQUESTED', 'PAYMENT_REQUESTED', 'WITHDRAWN',
  'SUSPENDED', 'DECIDED', 'RETURNED', 'UNMAPPED',
]; // prettier-ignore
const CHANNELS = ['COUNTER', 'ONLINE', 'POSTAL'] as const;
const DAYS = ['receivedFrom', 'receivedTo', 'dueFrom', 'dueTo'] as const;

/** What limits the list, with how many dossiers each status and system would leave; behind a button on a phone. */
export function DossierFilters({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [isOpen, { toggle }] = useDisclosure(false);
  const set = Object.keys(filter).filter((name) => name !== 'q').length;
  return (
    <>
      {isNarrow && (
        <Button
          variant="default"
          aria-expanded={isOpen}
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={toggle}
        >
          {set > 0 ? t('list.filtersSet', { n: set }) : t('list.filters')}
        </Button>
      )}
      {(!isNarrow || isOpen) && (
        <div className="lt-filters" role="group" aria-label={t('list.filters')}>
          <StatusFilter filter={filter} choose={choose} />
          <SystemFilter filter={filter} choose={choose} />
          <UnitFilter filter={filter} choose={choose} />
          <ChannelFilter filter={filter} choose={choose} />
          <ProcedureFilter key={filter.procedure ?? ''} filter={filter} choose={choose} />
          <DayFilters filter={filter} choose={choose} />
          <Switches filter={filter} choose={choose} />
        </div>
      )}
    </>
  );
}

function DayFilters({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  return DAYS.map((name) => (
    <DateInput
      key={name}
      size="xs"
      label={t(`list.${name}`)}
      placeholder="dd/MM/yyyy"
      valueFormat="DD/MM/YYYY"
      value={filter[name] ?? null}
      onChange={(value) => choose({ ...filter, [name]: value ?? undefined })}
      clearable
      clearButtonProps={{ 'aria-label': `${t('list.clear')}: ${t(`list.${name}`)}` }}
    />
  ));
}

function Switches({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const flags = [
    ['overdue', t('list.overdueOnly')],
    ['deleted', t('list.deletedOnly')],
  ] as const;
  return (
    <Group className="lt-wide" gap="md">
      {flags.map(([name, label]) => (
        <Checkbox
          key={name}
          size="xs"
          label={label}
          checked={filter[name] === 'true'}
          onChange={({ currentTarget: { checked } }) => choose({ ...filter, [name]: checked ? 'true' : undefined })}
        />
      ))}
      {Object.keys(filter).length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFilterOff size={14} aria-hidden />}
          onClick={() => choose({})}
        >
          {t('list.clear')}
        </Button>
      )}
    </Group>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly data: { value: string; label: string }[];
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
}

function Choice({ label, data, value, change }: ChoiceProps) {
  const { t } = useTranslation(['dossiers', 'console']);
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t('console:frame.all')}
      data={data}
      value={value ?? null}
      onChange={(next) => change(next ?? undefined)}
      searchable={data.length > CHANNELS.length}
      clearable
      clearButtonProps={{ 'aria-label': `${t('list.clear')}: ${label}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}

function StatusFilter({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const word = useWords();
  const { number } = useFormats();
  const { data: counts } = useQuery(countsQuery({ ...filter, status: undefined }));
  const data = STATUSES.map((value) => ({
    value,
    label: `${word('status', value)} (${number(counts?.byStatus[value] ?? 0)})`,
  }));
  return (
    <Choice
      label={t('list.status')}
      data={data}
      value={filter.status}
      change={(status) => choose({ ...filter, status })}
    />
  );
}

function SystemFilter({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const { number, compare } = useFormats();
  const { data: counts } = useQuery(countsQuery({ ...filter, system: undefined }));
  const { data: systems = [] } = useQuery(systemsQuery);
  const data = [...systems]
    .sort((a, b) => compare(a.name, b.name))
    .map(({ code, name }) => ({ value: code, label: `${name} (${number(counts?.bySystem[code] ?? 0)})` }));
  return (
    <Choice
      label={t('list.system')}
      data={data}
      value={filter.system}
      change={(system) => choose({ ...filter, system })}
    />
  );
}

function UnitFilter({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const { compare } = useFormats();
  const { data: units = [] } = useQuery(unitsQuery);
  const data = units
    .map(({ code, name }) => ({ value: code, label: name === null ? code : `${name} (${code})` }))
    .sort((a, b) => compare(a.label, b.label));
  return (
    <Choice label={t('list.unit')} data={data} value={filter.unit} change={(unit) => choose({ ...filter, unit })} />
  );
}

function ChannelFilter({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const word = useWords();
  return (
    <Choice
      label={t('list.channel')}
      data={CHANNELS.map((value) => ({ value, label: word('channel', value) }))}
      value={filter.channel}
      change={(next) => choose({ ...filter, channel: CHANNELS.find((known) => known === next) })}
    />
  );
}

function ProcedureFilter({ filter, choose }: DossierFiltersProps) {
  const { t } = useTranslation('dossiers');
  const take = (value: string): void => {
    const given = value.trim();
    if (given !== (filter.procedure ?? '')) choose({ ...filter, procedure: given === '' ? undefined : given });
  };
  return (
    <TextInput
      size="xs"
      label={t('list.procedure')}
      placeholder="1.001193"
      defaultValue={filter.procedure}
      onBlur={({ currentTarget }) => take(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && take(currentTarget.value)}
      maxLength={64}
    />
  );
}
