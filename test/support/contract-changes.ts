/** How far a change reaches: words only, something more that old readers pass over, or something they break on. */
export type Level = 'patch' | 'minor' | 'major';

/** One difference of two releases of a contract. */
export interface ContractChange {
  /** JSON Pointer into the schema. */
  readonly place: string;
  readonly what: string;
  readonly level: Level;
}

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that only explain. */
const WORDS = new Set(['title', 'description', 'examples', 'x-version', '$id', '$comment']);
/** Keywords whose members are schemas by name. */
const NAMED = new Set(['properties', '$defs']);
const LEVELS: readonly Level[] = ['patch', 'minor', 'major'];

/**
 * All differences of two releases of a contract, in the part of JSON Schema our contracts are written in. What is not
 * known to be harmless is `major`: documents are kept for ever, and are read by programs nobody here knows.
 */
export function contractChanges(before: Schema, after: Schema, place = ''): ContractChange[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].flatMap((keyword) => {
    const [was, is] = [before[keyword], after[keyword]];
    const at = `${place}/${keyword}`;
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (WORDS.has(keyword)) return [{ place: at, what: 'is worded anew', level: 'patch' as const }];
    if (NAMED.has(keyword)) return memberChanges(schemas(was), schemas(is), at);
    if (keyword === 'items' && was && is) return contractChanges(was as Schema, is as Schema, at);
    if (keyword === 'required') return requiredChanges(names(was), names(is), at);
    if (keyword === 'enum' && Array.isArray(was) && Array.isArray(is)) return wordChanges(names(was), names(is), at);
    return [{ place: at, what: 'is another rule', level: 'major' as const }];
  });
}

/** The least level a list of changes asks for; undefined where there are none. */
export function levelOf(changes: readonly ContractChange[]): Level | undefined {
  return LEVELS.findLast((level) => changes.some((change) => change.level === level));
}

/** The lowest version after `version` that a change of that level may have. */
export function nextVersion(version: string, level: Level): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (level === 'major') return `${major + 1}.0.0`;
  return level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function memberChanges(before: Record<string, Schema>, after: Record<string, Schema>, place: string): ContractChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const at = `${place}/${name}`;
    if (was === undefined) return [{ place: at, what: 'is new', level: 'minor' as const }];
    if (is === undefined) return [{ place: at, what: 'is gone', level: 'major' as const }];
    return contractChanges(was, is, at);
  });
}

/** A member that need not be there any more is one that readers relied on. */
function requiredChanges(before: readonly string[], after: readonly string[], place: string): ContractChange[] {
  return [
    ...after.filter((name) => !before.includes(name)).map((name) => `${name} must be there now`),
    ...before.filter((name) => !after.includes(name)).map((name) => `${name} need not be there any more`),
  ].map((what) => ({ place, what, level: 'major' as const }));
}

/** A new word is passed over by tolerant readers as a new member is. */
function wordChanges(before: readonly string[], after: readonly string[], place: string): ContractChange[] {
  return [
    ...after
      .filter((word) => !before.includes(word))
      .map((word) => ({ place, what: `has the new word ${word}`, level: 'minor' as const })),
    ...before
      .filter((word) => !after.includes(word))
      .map((word) => ({ place, what: `has no word ${word} any more`, level: 'major' as const })),
  ];
}

function schemas(value: unknown): Record<string, Schema> {
  return (value ?? {}) as Record<string, Schema>;
}

function names(value: unknown): readonly string[] {
  return (value ?? []) as string[];
}
