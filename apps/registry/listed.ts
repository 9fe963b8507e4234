import { Fault, type Moment } from '@lienthong/canonical';
import { header, type Message } from '@lienthong/messaging';
import type { ListedRow } from '@lienthong/storage';
import { compactCode } from '@lienthong/vietnam';

const DAY_MS = 86_400_000;
const TOKEN = /^[0-9a-f]{16}$/;
/** A longer number is nobody's to type, and its index entry might not fit a page. */
const LONGEST_CODE = 100;
/** Scheme of the number that people see. */
const SHOWN = 'dossier-code';

interface UnitValue {
  code?: string;
}

/** What the projection reads of a dossier's document; whatever else there is does not matter to it. */
interface DossierValue {
  deleted: boolean;
  identifiers: { scheme: string; value: string }[];
  procedure?: { national?: string; name?: string };
  units?: { receiving?: UnitValue; competent?: UnitValue; returning?: UnitValue };
  channel?: string;
  status: { code: string };
  receivedAt?: Moment;
  finishedAt?: Moment;
  returnedAt?: Moment;
  dueDates: { kind: string; at: Moment }[];
  origin: { contentCommitment: string };
}

/**
 * A message of `dossiers.v1` as it is listed; undefined for what is no dossier.
 *
 * @throws Fault LT-LOG-4 when it is not what the contract says. Its message holds no value, and no cause, since that of
 *   a parser quotes what it read
 */
export function readListed(message: Message): ListedRow | undefined {
  if (header(message, 'ce_type') !== 'dossier') return undefined;
  try {
    return listed(message, JSON.parse(message.value.toString('utf8')) as DossierValue);
  } catch {
    throw new Fault('LT-LOG-4', `The message at offset ${message.offset} of dossiers.v1 cannot be listed.`);
  }
}

function listed(message: Message, value: DossierValue): ListedRow {
  const due = standing(value.dueDates);
  return {
    id: message.key,
    system: text(header(message, 'ce_source')).slice('/systems/'.length),
    sequence: text(header(message, 'ce_sequence')),
    offset: integer(header(message, 'ce_recordoffset')),
    changedAtMs: integer(header(message, 'ce_recordtime')),
    content: text(value.origin.contentCommitment),
    code: (value.identifiers.find(({ scheme }) => scheme === SHOWN) ?? value.identifiers[0])?.value ?? null,
    status: text(value.status.code),
    channel: value.channel ?? null,
    receivedOn: dayOf(value.receivedAt),
    dueAt: due?.at ?? null,
    dueUntilMs: due ? endOf(due) : null,
    finishedOn: dayOf(value.finishedAt ?? value.returnedAt),
    deleted: value.deleted,
    ...procedureOf(value),
    ...unitsOf(value),
    tokens: tokensOf(header(message, 'searchtokens')),
    codes: codesOf(value.identifiers),
  };
}

function procedureOf({ procedure = {} }: DossierValue): Pick<ListedRow, 'procedure' | 'procedureName'> {
  return { procedure: procedure.national ?? null, procedureName: procedure.name ?? null };
}

function unitsOf({ units = {} }: DossierValue): Pick<ListedRow, 'receiving' | 'competent' | 'returning'> {
  const code = (unit: UnitValue | undefined): string | null => unit?.code ?? null;
  return { receiving: code(units.receiving), competent: code(units.competent), returning: code(units.returning) };
}

/** The latest of what was promised. A version asserts a set, so what was withdrawn is not in it; the law's own date is no promise. */
function standing(dueDates: DossierValue['dueDates']): Moment | undefined {
  let latest: Moment | undefined;
  for (const { kind, at } of dueDates)
    if (kind !== 'LEGAL' && (latest === undefined || endOf(at) > endOf(latest))) latest = at;
  return latest;
}

/** When a moment has passed: a promised day lasts until its midnight in +07:00. */
function endOf({ at, precision }: Moment): number {
  const ends = {
    YEAR: () => Date.parse(`${Number(at) + 1}-01-01T00:00:00+07:00`),
    DAY: () => Date.parse(`${at}T00:00:00+07:00`) + DAY_MS,
    MINUTE: () => Date.parse(at),
    SECOND: () => Date.parse(at),
  };
  const end = ends[precision]();
  if (!Number.isFinite(end)) throw new Error('no moment');
  return end;
}

/** The day of a moment, which the contract writes in +07:00; a year stays a year. */
function dayOf(moment: Moment | undefined): string | null {
  return moment?.at.slice(0, 10) ?? null;
}

/** A dossier written before there were tokens has none: it is listed, and found by its numbers. */
function tokensOf(json: string | undefined): string[] {
  if (json === undefined) return [];
  const { e, f, i } = JSON.parse(json) as { e: string[]; f: string[]; i: string[] };
  const marked = [...e.map((hex) => `e${hex}`), ...f.map((hex) => `f${hex}`), ...i.map((hex) => `i${hex}`)];
  if (!marked.every((mark) => TOKEN.test(mark.slice(1)))) throw new Error('no tokens');
  return [...new Set(marked)].sort();
}

function codesOf(identifiers: DossierValue['identifiers']): string[] {
  const keys = identifiers
    .map(({ value }) => compactCode(value))
    .filter((key) => key !== '' && key.length <= LONGEST_CODE);
  return [...new Set(keys)].sort();
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no text');
  return value;
}

function integer(value: string | undefined): number {
  const number = Number(text(value));
  if (!Number.isSafeInteger(number)) throw new Error('no number');
  return number;
}
