import { Code, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { findings as told } from '@lienthong/texts';
import { language } from '../frame/language';
import { Mark } from '../frame/mark';
import { Panel } from '../frame/panel';
import { useWords } from '../frame/words';
import type { DossierDocument } from './document';
import { useFieldName } from './field-name';

const INFO = [IconInfoCircle, 'quiet'] as const;
const WARNING = [IconAlertTriangle, 'warn'] as const;
const ERROR = [IconCircleX, 'bad'] as const;
const SIGNS = { INFO, WARNING, ERROR };

/** What the mapping and the look for traps noticed about a dossier: a sentence, its code, and the place. */
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
          const sentence = Object.hasOwn(told, code) ? told[code]?.[language.language] : undefined;
          return (
            <li key={n}>
              <Mark icon={icon} tone={tone}>
                {word('severity', severity)}: {sentence ?? rule}
              </Mark>{' '}
              <Code>{code}</Code>
              <div className="lt-quiet">{[field !== undefined && nameOf(field), path].filter(Boolean).join(' · ')}</div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
