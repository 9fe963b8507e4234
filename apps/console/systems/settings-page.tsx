import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { adaptersQuery, systemQuery } from '../api/queries';
import { Answer } from '../frame/answer';
import { say } from '../frame/notice';
import { Page } from '../frame/page';
import { SystemForm } from './system-form';

/** Changes the settings of a system. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: '/inside/systems/$code/settings' });
  const go = useNavigate();
  const queries = useQueryClient();
  const system = useQuery(systemQuery(code));
  const adapters = useQuery(adaptersQuery);
  return (
    <Page title={t('systems.settingsOf', { name: system.data?.name ?? code })}>
      <Answer query={system}>
        {(stored) => (
          <Answer query={adapters}>
            {(installed) => (
              <SystemForm
                adapters={installed}
                system={stored}
                saved={({ name }) => {
                  say(t('systems.saved', { name }));
                  void queries.invalidateQueries();
                  void go({ to: '/systems/$code', params: { code } });
                }}
              />
            )}
          </Answer>
        )}
      </Answer>
    </Page>
  );
}
