import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from './formats';
import { ProblemNotice } from './problem-notice';

interface MoreProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: unknown;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** Rows that are shown. */
  readonly count: number;
}

/** Below a list: the way to its next page, or that there is none. */
export function More({ list, count }: MoreProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = list;
  return (
    <Group justify="center" p="sm" style={{ borderTop: '1px solid var(--lt-line)' }}>
      {isFetchNextPageError && <ProblemNotice error={error} retry={fetchNextPage} />}
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('frame.more')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('frame.end', { n: number(count) })}
        </Text>
      )}
    </Group>
  );
}
