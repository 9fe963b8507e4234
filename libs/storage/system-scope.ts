import type { Scope } from './listing-rows';

/**
 * SQL that is true where the system `code` (an expression) lies within a scope: by its own code, or by the unit it
 * belongs to. @param index number of the first of the two parameters {@link systemScopeValues} gives
 */
export function withinSystems(code: string, index: number): string {
  return `(($${index}::text[] is null or ${code} = any($${index})) and ($${index + 1}::text[] is null
    or ${code} in (select own.code from system own where own.unit = any($${index + 1}))))`;
}

/** The two parameters of {@link withinSystems}. */
export function systemScopeValues({ systems, units }: Scope): [readonly string[] | null, readonly string[] | null] {
  return [systems ?? null, units ?? null];
}
