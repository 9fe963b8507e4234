import type { OriginRow } from '../mapping/field';
import { MEMBERS } from '../mapping/mapping';
import { masked, type MappedDossier, type MappingFinding, type Outcome } from '../mapping/outcome';
import { noOutcome } from './stop';

/** What a text of an answer may be: none of it is ours. */
const LONGEST = 500;
const CAUSE = /^[A-Z][A-Z_]{0,39}$/;
/** More than a dossier has fields. */
const MOST_ROWS = 2_000;
/** Deeper than any dossier. */
const DEEPEST = 20;
const FINDING = ['code', 'severity', 'field', 'path', 'rule'] as const;
const KNOWN = new Set<string>([...MEMBERS, 'system', 'deleted', 'findings']);
const ADVICE =
  'a mapping has the language and @lienthong/adapter-sdk: no process, no file, no network; mend mapping.ts, and replay';

/**
 * What a child has answered, as the outcome of a record of that system. Nothing in it is believed: a dossier has the
 * members that a mapping fills, and texts are cut. The contract is held against it later, as for any mapping.
 */
export function outcomeOf(body: Buffer, system: string): Outcome {
  const answer = parsed(body);
  if (answer?.['kind'] === 'dropped') return { kind: 'dropped', rule: text(answer['rule']) ?? '' };
  if (answer?.['kind'] === 'parked') return parkedOf(answer);
  const document = answer?.['document'];
  if (answer?.['kind'] !== 'dossier' || !isObject(document) || !isShallow(document, DEEPEST)) return noOutcome;
  const { findings, deleted } = document;
  if (Object.keys(document).some((name) => !KNOWN.has(name)) || typeof deleted !== 'boolean') return noOutcome;
  if (!Array.isArray(findings) || !findings.every(isFinding)) return noOutcome;
  return { kind: 'dossier', document: { ...document, deleted, findings, system } satisfies MappedDossier };
}

function parkedOf({ cause, field, path, rule, sample, suggestion }: Record<string, unknown>): Outcome {
  if (typeof cause !== 'string' || !CAUSE.test(cause)) return noOutcome;
  const told = {
    field: text(field),
    path: text(path),
    sample: typeof sample === 'string' ? masked(sample) : undefined,
    suggestion: text(suggestion) ?? (cause === 'MAPPING_DEFECT' ? ADVICE : undefined),
  };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return { kind: 'parked', cause, rule: text(rule) ?? '', ...given };
}

/** An object of JSON; undefined where it is none. */
export function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(body.toString('utf8'));
    return isObject(answer) ? answer : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where values come from, as far as what a child tells of it is that. */
export function rowsOf(told: unknown): OriginRow[] {
  if (!Array.isArray(told)) return [];
  return told.slice(0, MOST_ROWS).flatMap((row: unknown) => {
    if (!isObject(row)) return [];
    const [pointer, path, rule] = [text(row['pointer']), text(row['path']), text(row['rule'])];
    return pointer === undefined || path === undefined || rule === undefined ? [] : [{ pointer, path, rule }];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFinding(value: unknown): value is MappingFinding {
  return isObject(value) && FINDING.every((name) => typeof value[name] === 'string' && value[name].length <= LONGEST);
}

/** Whatever walks through a document later can do so. */
function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((member) => isShallow(member, left - 1));
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.replaceAll('\u0000', '').toWellFormed().slice(0, LONGEST).toWellFormed();
}

/** Texts by name, of what a child told; whatever is none is left out. */
export function textsOf(told: unknown): Record<string, string> {
  const entries = typeof told === 'object' && told !== null ? Object.entries(told) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
