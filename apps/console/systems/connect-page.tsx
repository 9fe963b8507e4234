import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { adaptersQuery } from '../api/queries';
import { Answer } from '../frame/answer';
import { say } from '../frame/notice';
import { Page } from '../frame/page';
import { SystemForm } from './system-form';

/** Connects one more system. */
export function ConnectPage() {
  const { t } = useTranslation();
  const go = useNavigate();
  const queries = useQueryClient();
  const adapters = useQuery(adaptersQuery);
  return (
    <Page title={t('systems.connect')} about={t('systems.emptyAbout')}>
      <Answer query={adapters}>
        {(installed) => (
          <SystemForm
            adapters={installed}
            saved={({ code, name }) => {
              say(t('systems.saved', { name }));
              void queries.invalidateQueries();
              void go({ to: '/systems/$code', params: { code } });
            }}
          />
        )}
      </Answer>
    </Page>
  );
}
