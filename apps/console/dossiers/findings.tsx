import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../frame/mark';
import { Panel } from '../frame/panel';
import { useWords } from '../frame/words';
import type { DossierDocument } from './document';
import { useFieldName } from './field-name';

const INFO = [IconInfoCircle, 'quiet'] as const;
const WARNING = [IconAlertTriangle, 'warn'] as const;
const ERROR = [IconCircleX, 'bad'] as const;
const SIGNS = { INFO, WARNING, ERROR };

/** What the mapping noticed about a dossier. */
export function Findings({ findings }: Pick<DossierDocument, 'findings'>) {
  const { t } = useTranslation('dossiers');
  const word = useWords();
  const nameOf = useFieldName();
  return (
    <Panel title={t('one.findings')}>
      {findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('one.findingsEmpty')}
        </Text>
      )}
      <ul className="lt-plain">
        {findings.map(({ code, severity, field, path, rule }, n) => {
          const [icon, tone] = SIGNS[severity as keyof typeof SIGNS];
          return (
            <li key={n}>
              <Mark icon={icon} tone={tone} hint={code}>
                {word('severity', severity)}: {word('finding', code)}
              </Mark>
              <div className="lt-quiet">
                {[field !== undefined && nameOf(field), path, rule].filter(Boolean).join(' · ')}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
