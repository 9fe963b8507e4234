import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { Answers } from '../api/client';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/words';

/** Whether a system is read. */
export function StateMark({ state }: Pick<Answers['System'], 'state'>) {
  const word = useWords();
  const isActive = state === 'ACTIVE';
  return (
    <Mark icon={isActive ? IconPlayerPlay : IconPlayerPause} tone={isActive ? 'good' : 'quiet'} hint={state}>
      {word('systemState', state)}
    </Mark>
  );
}
