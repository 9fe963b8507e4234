import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { faultsVi, type FaultText } from '@lienthong/texts';
import type { Answers } from '../api/client';
import { useFormats } from '../frame/formats';
import { language } from '../frame/language';
import { Word } from '../frame/words';

/** What a look at a source found. */
export function TrialResult({ trial }: { readonly trial: Answers['Trial'] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { ok, problem, items, identified, mapped, parked } = trial;
  const told = problem && faultWords(problem.code);
  const counts = [
    [t('systems.checkItems'), items],
    [t('systems.checkIdentified'), identified],
    [t('systems.checkMapped'), mapped],
  ] as const;
  return (
    <Alert
      data-tone={ok ? 'good' : 'bad'}
      variant="outline"
      color={ok ? 'green' : 'red'}
      icon={ok ? <IconCircleCheck size={18} /> : <IconPlugConnectedX size={18} />}
      title={ok ? t('systems.checkOk') : t('systems.checkBad')}
    >
      <Stack gap={6}>
        {problem && (
          <>
            <Text size="sm">{told ? `${told.about} ${told.remedy}` : problem.message}</Text>
            <Text size="xs" c="dimmed">
              {told && `${problem.message} · `}
              {t('problem.code', { code: problem.code })}
            </Text>
          </>
        )}
        <Group gap="lg">
          {counts.map(([name, count]) => (
            <Text size="sm" key={name}>
              {name}: <strong>{number(count)}</strong>
            </Text>
          ))}
        </Group>
        {parked.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('systems.checkParked')}
            </Text>
            <ul style={{ margin: 0, paddingLeft: 18, fontSize: 13 }}>
              {parked.map(({ cause, path, rule, suggestion, count }) => (
                <li key={`${cause} ${path}`}>
                  {number(count)} × <Word group="cause" code={cause} /> <span className="lt-code">{path}</span> · {rule}
                  {suggestion !== undefined && ` · ${suggestion}`}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Alert>
  );
}

/** A look tells its fault in English, with the code; the catalogue has what the code means in Vietnamese. */
function faultWords(code: string): FaultText | undefined {
  return language.language === 'vi' ? (faultsVi as Readonly<Record<string, FaultText | undefined>>)[code] : undefined;
}
