import { useState } from 'react';
import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconRotateClockwise2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway, type Answers } from '../api/client';
import { progressQuery } from '../api/queries';
import { time } from '../frame/formats';
import { ProblemNotice } from '../frame/problem-notice';

const LOOK_MS = 2_000;

/** Reads a source from its beginning again: asked for twice, then followed. */
export function Backfill({ system }: { readonly system: Answers['System'] }) {
  const { t } = useTranslation();
  const { code, name } = system;
  const [isOpen, { open, close }] = useDisclosure(false);
  const [from, setFrom] = useState<Answers['Progress']>();
  const ask = useMutation({
    mutationFn: async () => {
      const path = { code };
      setFrom(await answerOf(gateway.GET('/v1/systems/{code}/progress', { params: { path } })));
      return answerOf(gateway.POST('/v1/systems/{code}/backfill', { params: { path } }));
    },
    onSuccess: close,
  });
  return (
    <>
      <Button variant="default" onClick={open} leftSection={<IconRotateClockwise2 size={16} aria-hidden />}>
        {t('systems.backfill')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('systems.backfillAsk', { name })}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Stack gap="md">
          <Text size="sm">{t('systems.backfillAbout')}</Text>
          {ask.error && <ProblemNotice error={ask.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('frame.cancel')}
            </Button>
            <Button loading={ask.isPending} onClick={() => ask.mutate()}>
              {t('systems.backfillGo')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      {ask.data && from && <Course code={code} restart={ask.data} from={from} />}
    </>
  );
}

interface CourseProps {
  readonly code: string;
  readonly restart: Answers['Restart'];
  readonly from: Answers['Progress'];
}

/** How far the reading has come: rows since it was asked for, against the dossiers there are. */
function Course({ code, restart, from }: CourseProps) {
  const { t } = useTranslation();
  const { data: now } = useQuery({ ...progressQuery(code), refetchInterval: LOOK_MS });
  const read = (now?.rowsRead ?? from.rowsRead) - from.rowsRead;
  const share = Math.min(1, read / Math.max(from.liveDossiers, 1));
  const idleAt = now?.idleAt ?? null;
  const isDone = share === 1 && idleAt !== null && Date.parse(idleAt) > Date.parse(restart.askedAt);
  const words = isDone
    ? t('systems.backfillDone', { at: time(idleAt, true) })
    : read > 0
      ? t('systems.backfillBegun', { at: time(restart.begunAt ?? restart.askedAt, true) })
      : t('systems.backfillAsked', { at: time(restart.askedAt, true) });
  return (
    <div style={{ flexBasis: '100%', maxWidth: 460 }}>
      <Text size="sm" role="status">
        {words}
      </Text>
      <Progress value={isDone ? 100 : share * 100} aria-label={t('systems.backfill')} />
    </div>
  );
}
