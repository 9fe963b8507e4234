import type { ReactNode } from 'react';
import { Box, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './problem-notice';

interface AnswerProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Lines of the skeleton. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What a question shows: a skeleton while it waits, the problem where it failed, else the data; old data stays. */
export function Answer<Data>({ query, lines = 5, children }: AnswerProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error !== null)
    return (
      <Box p="sm">
        <ProblemNotice error={error} retry={refetch} />
      </Box>
    );
  return <Waiting lines={lines} />;
}

/** The shape of what is to come. */
export function Waiting({ lines = 5 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap={10} p="sm" role="status" aria-label={t('frame.loading')}>
      {Array.from({ length: lines }, (_, n) => (
        <Skeleton key={n} height={16} width={`${96 - (n % 3) * 14}%`} />
      ))}
    </Stack>
  );
}
