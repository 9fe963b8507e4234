import { useSyncExternalStore } from 'react';
import { IconBolt, IconBoltOff, IconLoader2 } from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { live } from '../api/live';
import { NARROW } from './rows';

const SIGNS = {
  live: [IconBolt, 'good', 'frame.live', 'frame.liveHint'],
  connecting: [IconLoader2, 'quiet', 'frame.liveConnecting', 'frame.liveHint'],
  lost: [IconBoltOff, 'warn', 'frame.liveLost', 'frame.liveLostHint'],
} as const;

/** Whether what is shown follows what happens. */
export function LiveMark() {
  const { t } = useTranslation();
  const { state } = useSyncExternalStore(live.subscribe, live.snapshot);
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [Sign, tone, name, hint] = SIGNS[state];
  return (
    <Tooltip label={t(hint)}>
      <span className={`lt-mark lt-${tone}`} role="status" style={{ fontSize: 13 }}>
        <Sign size={16} aria-hidden />
        <span className={isNarrow ? 'lt-unseen' : undefined}>{t(name)}</span>
      </span>
    </Tooltip>
  );
}
