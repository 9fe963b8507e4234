import type { Read } from '@lienthong/vietnam';
import { Refused, type Reading } from './field';

/** What a field makes of a value that was read: each note becomes a finding at its place, a refusal is passed on. */
export function taken<Value>(
  read: Read<Value>,
  { findings }: Reading,
  { pointer, path }: { pointer: string; path: string },
  make: (value: Value) => unknown = (value) => value,
  suggest?: () => string | undefined,
): unknown {
  if ('refused' in read) return new Refused(read.refused, read.rule, suggest);
  for (const { code, severity, rule } of read.notes) findings.push({ code, severity, field: pointer, path, rule });
  return make(read.value);
}
