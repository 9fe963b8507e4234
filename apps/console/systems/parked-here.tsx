import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parkedQuery } from '../api/queries';
import { Waiting } from '../frame/answer';
import { useFormats } from '../frame/formats';
import { PageLink } from '../frame/page-link';
import { Panel } from '../frame/panel';
import { ProblemNotice } from '../frame/problem-notice';
import { Word } from '../frame/words';

/** What of a system is parked, by cause. */
export function ParkedHere({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data, error, refetch } = useInfiniteQuery(parkedQuery({ system: code }, 1));
  const groups = data?.pages[0]?.groups;
  const link = groups && groups.length > 0 && (
    <PageLink to="/parked" search={{ system: code }} fz={14}>
      {t('systems.parkedAll')}
    </PageLink>
  );
  return (
    <Panel title={t('systems.parkedHere')} aside={link}>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!error && !groups && <Waiting lines={2} />}
      {groups?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('systems.parkedNone')}
        </Text>
      )}
      {groups && groups.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: 18, fontSize: 14 }}>
          {groups.map(({ cause, count }) => (
            <li key={cause}>
              <Word group="cause" code={cause} />: {number(count)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
