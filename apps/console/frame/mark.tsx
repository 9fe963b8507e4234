import type { ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

/** How good a thing is; shown by an icon and a word, the colour only helps. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

interface MarkProps {
  readonly icon: Icon;
  readonly tone: Tone;
  readonly children: ReactNode;
  /** The raw code, or more words. */
  readonly hint?: string | undefined;
}

/** An icon with a word. */
export function Mark({ icon: Sign, tone, children, hint }: MarkProps) {
  const mark = (
    <span className={`lt-mark lt-${tone}`}>
      <Sign size={16} stroke={1.9} aria-hidden />
      <span>{children}</span>
    </span>
  );
  return hint === undefined ? mark : <Tooltip label={hint}>{mark}</Tooltip>;
}
