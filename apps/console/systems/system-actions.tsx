import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlayerPause, IconPlayerPlay, IconSettings, IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway, type Answers } from '../api/client';
import { say } from '../frame/notice';
import { PageButton } from '../frame/page-link';
import { ProblemNotice } from '../frame/problem-notice';
import { Backfill } from './backfill';
import type { SentSettings } from './draft';
import { TrialResult } from './trial-result';

/** What may be done with a system: check it, stop and go on reading, change it, read it again. */
export function SystemActions({ system }: { readonly system: Answers['System'] }) {
  const { t } = useTranslation();
  const { code, adapter } = system;
  const settings = system.settings as SentSettings;
  const check = useMutation({
    mutationFn: () => answerOf(gateway.POST('/v1/systems/check', { body: { code, adapter, settings } })),
  });
  const change = useStateChange(system);
  const isActive = system.state === 'ACTIVE';
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate()}
          leftSection={isActive ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
        >
          {isActive ? t('systems.pause') : t('systems.resume')}
        </Button>
        <PageButton
          variant="default"
          to="/systems/$code/settings"
          params={{ code }}
          leftSection={<IconSettings size={16} aria-hidden />}
        >
          {t('systems.edit')}
        </PageButton>
        <Button
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate()}
          leftSection={<IconStethoscope size={16} aria-hidden />}
        >
          {t('systems.check')}
        </Button>
        <Backfill system={system} />
      </Group>
      <div aria-live="polite">
        {check.data && <TrialResult trial={check.data} />}
        {(check.error ?? change.error) && <ProblemNotice error={check.error ?? change.error} />}
      </div>
    </Stack>
  );
}

function useStateChange({ code, name, state }: Answers['System']) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const params = { path: { code } };
  const isActive = state === 'ACTIVE';
  return useMutation({
    mutationFn: () =>
      answerOf<Answers['System']>(
        isActive
          ? gateway.POST('/v1/systems/{code}/pause', { params })
          : gateway.POST('/v1/systems/{code}/resume', { params }),
      ),
    onSuccess: (now) => {
      queries.setQueryData(['system', code], now);
      void queries.invalidateQueries({ queryKey: ['systems'] });
      void queries.invalidateQueries({ queryKey: ['links'] });
      say(isActive ? t('systems.paused', { name }) : t('systems.resumed', { name }));
    },
  });
}
