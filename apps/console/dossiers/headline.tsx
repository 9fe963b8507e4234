import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconClockExclamation, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { systemsQuery } from '../api/queries';
import { useNowMs } from '../frame/clock';
import { moment, type Moment } from '../frame/formats';
import { Mark } from '../frame/mark';
import { PageLink } from '../frame/page-link';
import { Pairs, type Pair } from '../frame/pairs';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';
import { isOverdue, promiseOf, type DossierDocument, type Unit } from './document';
import { Origin } from './origin';
import { StatusMark } from './status-mark';

interface HeadlineProps {
  readonly system: string;
  readonly document: DossierDocument;
}

/** What a dossier is, who has it, and by when. */
export function Headline({ system, document }: HeadlineProps) {
  const { t } = useTranslation('dossiers');
  const { units = {}, procedure } = document;
  const when = (pointer: string, name: string, value: Moment | undefined): Pair => [
    name,
    value && <Origin pointer={pointer}>{moment(value)}</Origin>,
  ];
  return (
    <Panel title={t('one.headline')}>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md" verticalSpacing={4}>
        <Pairs
          pairs={[
            [t('one.status'), <StatusOf key="status" document={document} />],
            [t('one.dueAt'), <Due key="due" document={document} />],
            [t('one.procedure'), procedure && <ProcedureOf key="procedure" procedure={procedure} />],
            [t('one.system'), <SystemName key="system" code={system} />],
          ]}
        />
        <Pairs
          pairs={[
            [t('one.receiving'), unit('/units/receiving', units.receiving)],
            [t('one.competent'), unit('/units/competent', units.competent)],
            [t('one.returning'), unit('/units/returning', units.returning)],
            [t('one.channel'), word('/channel', 'channel', document.channel)],
            [t('one.filedBy'), word('/filedBy', 'filedBy', document.filedBy)],
          ]}
        />
        <Pairs
          pairs={[
            when('/submittedAt', t('one.submittedAt'), document.submittedAt),
            when('/receivedAt', t('one.receivedAt'), document.receivedAt),
            when('/finishedAt', t('one.finishedAt'), document.finishedAt),
            when('/returnedAt', t('one.returnedAt'), document.returnedAt),
            [
              t('one.identifiers'),
              document.identifiers.map(({ scheme, value }) => (
                <div key={scheme}>
                  <span className="lt-code">{value}</span> <SchemeWord scheme={scheme} />
                </div>
              )),
            ],
          ]}
        />
      </SimpleGrid>
    </Panel>
  );
}

function unit(pointer: string, value: Unit | undefined) {
  if (value === undefined) return undefined;
  return (
    <Origin pointer={pointer}>
      <span>
        {value.name ?? value.code} {value.name !== undefined && <span className="lt-quiet">{value.code}</span>}
      </span>
    </Origin>
  );
}

function word(pointer: string, group: 'channel' | 'filedBy', code: string | undefined) {
  if (code === undefined) return undefined;
  return (
    <Origin pointer={pointer}>
      <Word group={group} code={code} />
    </Origin>
  );
}

function StatusOf({ document: { status, deleted } }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  return (
    <>
      <Origin pointer="/status">
        <StatusMark status={status.code} />
      </Origin>
      <div className="lt-quiet" style={{ fontSize: 12 }}>
        {t('one.statusRaw', { raw: [status.raw, status.label].filter(Boolean).join(' · ') })}
      </div>
      {deleted && (
        <Mark icon={IconTrash} tone="warn">
          {t('one.deleted')}
        </Mark>
      )}
    </>
  );
}

function Due({ document }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  const nowMs = useNowMs();
  return (
    <>
      <Origin pointer="/dueDates/0/at">{moment(promiseOf(document))}</Origin>{' '}
      {isOverdue(document, nowMs) && (
        <Mark icon={IconClockExclamation} tone="bad">
          {t('one.overdue')}
        </Mark>
      )}
    </>
  );
}

function ProcedureOf({ procedure }: { readonly procedure: NonNullable<DossierDocument['procedure']> }) {
  const { national, local, name } = procedure;
  return (
    <Origin pointer="/procedure">
      <span>
        {name ?? national ?? local}
        {name !== undefined && <span className="lt-quiet"> {national ?? local}</span>}
      </span>
    </Origin>
  );
}

function SchemeWord({ scheme }: { readonly scheme: string }) {
  return (
    <span className="lt-quiet">
      <Word group="scheme" code={scheme} />
    </span>
  );
}

function SystemName({ code }: { readonly code: string }) {
  const { data: systems = [] } = useQuery(systemsQuery);
  return (
    <PageLink to="/systems/$code" params={{ code }}>
      {systems.find((system) => system.code === code)?.name ?? code}
    </PageLink>
  );
}
