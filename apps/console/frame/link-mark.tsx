import {
  IconCircleCheck,
  IconCircleDashed,
  IconPlayerPause,
  IconPlugConnectedX,
  IconRefreshAlert,
  type Icon,
} from '@tabler/icons-react';
import type { Answers } from '../api/client';
import { Mark, type Tone } from './mark';
import { useWords } from './words';

type Link = Answers['Link'];

const STANDINGS: Record<Link['standing'], readonly [Icon, Tone]> = {
  WELL: [IconCircleCheck, 'good'],
  FAILING: [IconPlugConnectedX, 'bad'],
  UNTRIED: [IconCircleDashed, 'quiet'],
  PAUSED: [IconPlayerPause, 'quiet'],
};

/** How the link to a system stands, and its breaker where that is not closed. */
export function LinkMark({ link }: { readonly link: Pick<Link, 'standing' | 'state'> | undefined }) {
  const word = useWords();
  const { standing, state } = link ?? { standing: 'UNTRIED', state: 'closed' };
  const [icon, tone] = STANDINGS[standing];
  const hint = `${standing} · ${word('breaker', state)}`;
  if (state === 'closed')
    return (
      <Mark icon={icon} tone={tone} hint={hint}>
        {word('standing', standing)}
      </Mark>
    );
  const isTrying = state === 'half-open';
  return (
    <Mark icon={isTrying ? IconRefreshAlert : icon} tone={isTrying ? 'warn' : 'bad'} hint={hint}>
      {word('standing', standing)} · {word('breakerShort', state)}
    </Mark>
  );
}
