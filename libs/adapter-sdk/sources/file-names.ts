/**
 * Names by pattern, `*` for any signs: what an adapter that is written as data says of its exports. Not a regular
 * expression, whose time a stranger could make endless: this takes at most name × pattern steps.
 */
export function fileNames(patterns: readonly string[]): {
  readonly patterns: readonly string[];
  test(name: string): boolean;
} {
  const all = patterns.map((pattern) => pattern.toLowerCase());
  return { patterns, test: (name) => all.some((pattern) => matches(name.toLowerCase(), pattern)) };
}

function matches(name: string, pattern: string): boolean {
  let [at, from] = [0, 0];
  /** Where the last star stood, and the first sign it does not cover yet. */
  let [star, covered] = [-1, 0];
  while (at < name.length) {
    if (pattern[from] === '*') [star, covered, from] = [from, at, from + 1];
    else if (from < pattern.length && pattern[from] === name[at]) [at, from] = [at + 1, from + 1];
    else if (star < 0) return false;
    else [at, from, covered] = [covered + 1, star + 1, covered + 1];
  }
  return /^\**$/.test(pattern.slice(from));
}
