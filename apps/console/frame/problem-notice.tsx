import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemIn, UNREACHED, type Problem } from '../api/problem';

const FORBIDDEN = 403;
const ABSENT = 404;

/** The words for a problem: the gateway's own where it gave some, in the language of the page. */
export function useProblemWords(): (error: unknown) => Problem {
  const { t } = useTranslation();
  const usual: Record<number, { title: string; remedy: string } | undefined> = {
    [UNREACHED]: { title: t('problem.unreached'), remedy: t('problem.unreachedRemedy') },
    [FORBIDDEN]: { title: t('problem.refused'), remedy: t('problem.refusedRemedy') },
    [ABSENT]: { title: t('problem.absent'), remedy: t('problem.absentRemedy') },
  };
  return (error) => {
    const problem = problemIn(error);
    const ours = usual[problem.status];
    const title = problem.title === '' ? (ours?.title ?? t('problem.title')) : problem.title;
    return { ...problem, title, remedy: problem.remedy ?? ours?.remedy };
  };
}

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Asks again. */
  readonly retry?: (() => unknown) | undefined;
}

/** What went wrong, what to do, and a button to try again. */
export function ProblemNotice({ error, retry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const { title, remedy, detail, code } = useProblemWords()(error);
  return (
    <Alert
      data-tone="bad"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} />}
      title={title}
      role="alert"
    >
      <Stack gap={6}>
        {remedy !== undefined && <Text size="sm">{remedy}</Text>}
        {(detail !== '' || code !== '') && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[detail, code && t('problem.code', { code })].filter(Boolean).join(' · ')}
          </Text>
        )}
        {retry && (
          <Group>
            <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => void retry()}>
              {t('frame.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
