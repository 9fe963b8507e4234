/** Something noticed while a value was read. Never holds the value itself. */
export interface Note {
  /** Stable, such as `PHONE_RENUMBERED`. */
  readonly code: string;
  readonly severity: 'INFO' | 'WARNING';
  readonly rule: string;
}

/** A value with what was noticed; or the cause and rule for which it is refused, which never hold the value either. */
export type Read<Value> =
  { readonly value: Value; readonly notes: readonly Note[] } | { readonly refused: string; readonly rule: string };

/** A value that was read. */
export function taken<Value>(value: Value, notes: readonly Note[] = []): Read<Value> {
  return { value, notes };
}

/** A value that cannot be read, or that means nothing. */
export function refused(cause: string, rule: string): { readonly refused: string; readonly rule: string } {
  return { refused: cause, rule };
}
