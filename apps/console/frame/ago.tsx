import { Tooltip } from '@mantine/core';
import { useNowMs } from './clock';
import { time, useFormats } from './formats';

interface AgoProps {
  readonly at: string | null | undefined;
  /** What stands where it never was. */
  readonly never: string;
}

/** How long ago something was, going on by itself; the exact time at hand. */
export function Ago({ at, never }: AgoProps) {
  const nowMs = useNowMs();
  const { ago } = useFormats();
  if (at === null || at === undefined) return <span className="lt-quiet">{never}</span>;
  return (
    <Tooltip label={time(at, true)}>
      <time dateTime={at}>{ago(at, nowMs)}</time>
    </Tooltip>
  );
}
