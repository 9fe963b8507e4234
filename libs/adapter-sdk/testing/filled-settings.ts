import type { SettingsSpec } from '@lienthong/canonical';

/** Values for every setting that must be given: its example, else something of its kind. */
export function filled(spec: SettingsSpec): Record<string, unknown> {
  const rows = spec.describe().filter(({ required }) => required);
  return Object.fromEntries(rows.map(({ name, kind, example, rule }) => [name, example ?? anyOf(kind, rule)]));
}

function anyOf(kind: string, rule: string): unknown {
  if (kind === 'number') return /from (-?\d+)/.exec(rule)?.[1] ?? '1';
  if (kind === 'flag') return 'true';
  if (kind === 'address') return 'http://127.0.0.1:9';
  if (kind === 'choice') return /one of ([^,]+)/.exec(rule)?.[1] ?? '';
  return 'kit';
}
