import { NO_COUNTS } from '../ledger/ledger-answer';
import type { Json } from './input';

const text = { type: 'string' };
const word = (about: string): Json => ({ type: 'string', description: about });
const maybe = (schema: Json): Json => ({ ...schema, type: [schema['type'], 'null'] });
const integer = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const time = { type: 'string', format: 'date-time' };
const uuid = { type: 'string', format: 'uuid' };
const free = { type: 'object', additionalProperties: true };
const counts = { type: 'object', additionalProperties: integer };
const list = (items: Json): Json => ({ type: 'array', items });
const named = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, Json>, optional: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const page = (name: string): Json =>
  object({ items: list(named(name)), next: word('`after` of the following page; absent on the last one') }, ['next']);
const coordinate = { generation: integer, partition: { type: 'integer' }, offset: integer };

const system = object({
  code: text,
  name: text,
  unit: maybe(text),
  adapter: text,
  settings: { ...free, description: 'Secrets are shown as ***' },
  state: { enum: ['ACTIVE', 'PAUSED'] },
  demo: flag,
  successorOf: maybe(text),
  mappingEpoch: integer,
  mappingStops: {
    description: 'What its mapping has failed on, ran out of time or memory on, or was not run for, and still waits',
    oneOf: [object({ records: integer, cause: text, lastAt: time }), { type: 'null' }],
  },
  createdAt: time,
  updatedAt: time,
});

const listed = {
  id: uuid, system: text, code: maybe(word('The number people see')), status: text, procedure: maybe(text),
  procedureName: maybe(text), channel: maybe(text), receivedOn: maybe(word('A day, or a year where no more is known')),
  dueAt: maybe(word('The latest promise: RFC 3339 with +07:00, a day or a year')), finishedOn: maybe(text),
  receiving: maybe(word('Code of the unit')), competent: maybe(text), returning: maybe(text), overdue: flag, deleted: flag,
  changedAt: time,
}; // prettier-ignore

const key = {
  name: text, role: named('Role'), scope: named('Scope'), createdBy: text, createdAt: time, expiresAt: time,
  revokedAt: maybe(time), lastUsedAt: maybe(time),
}; // prettier-ignore

const dayCounts = Object.fromEntries(Object.keys(NO_COUNTS).map((name) => [name, integer]));

const fault = object({ code: text, kind: { enum: ['config', 'data', 'transient'] }, message: text });

/** The answers of the API. */
export const SCHEMAS: Record<string, Json> = {
  Problem: {
    ...object({ type: text, title: text, status: integer, detail: text, code: word('A code of docs/reference/errors.md'), remedy: text }),
    description: 'RFC 9457',
  },
  System: system,
  SystemList: page('System'),
  SystemChange: object({ change: { enum: ['created', 'changed', 'unchanged'] }, system: named('System') }),
  Trial: object(
    {
      ok: flag,
      problem: fault,
      items: integer,
      identified: integer,
      mapped: integer,
      parked: list(object({ cause: text, path: text, rule: text, suggestion: text, count: integer }, ['suggestion'])),
    },
    ['problem'],
  ),
  PushedLine: {
    ...object(
      {
        line: { type: 'integer', minimum: 1 }, outcome: { enum: ['accepted', 'same', 'refused'] }, dossier: uuid,
        parked: object({ cause: text, field: text, path: text, rule: text, suggestion: text }, ['field', 'path', 'suggestion']),
        dropped: word('The rule of the mapping that drops the record'),
        refused: object({ cause: text, rule: text }), done: flag, lines: integer, accepted: integer, same: integer,
        problem: named('Problem'),
      },
      ['line', 'outcome', 'dossier', 'parked', 'dropped', 'refused', 'done', 'lines', 'accepted', 'same', 'problem'],
    ),
    description:
      'A line for each line taken, then one with `done`: true and the counts, or false and the problem that ended the call before its end',
  },
  Restart: object({ number: integer, askedBy: text, askedAt: time, begunAt: maybe(time) }),
  Progress: object({
    now: time, pages: integer, rowsRead: integer, published: integer, same: integer, staged: integer, waiting: integer, incomplete: integer, lines: integer,
    inFlight: integer, parked: integer, idleAt: maybe(time), lastError: maybe(text), liveDossiers: integer, timelineEntries: integer,
  }), // prettier-ignore
  SequenceDay: object({
    day: text, agency: text, digits: integer, dossiers: integer, first: integer, last: integer,
    drawn: { ...flag, description: 'Numbers of five digits may be drawn at random: their gaps are not listed' },
    missing: { ...integer, description: 'Numbers between first and last that no dossier has' },
    gaps: { ...list(object({ from: integer, to: integer })), maxItems: 100 },
    doubles: { ...list(object({ number: integer, dossiers: integer, ids: list(uuid) })), maxItems: 100 },
  }), // prettier-ignore
  SequenceList: page('SequenceDay'),
  Setting: object(
    { name: text, kind: text, about: text, required: flag, secret: flag, default: text, example: text, rule: text },
    ['default', 'example'],
  ),
  Adapter: object({ name: text, about: text, settings: list(named('Setting')) }),
  AdapterList: object({ items: list(named('Adapter')) }),
  Link: object({
    system: text, standing: { enum: ['WELL', 'FAILING', 'UNTRIED', 'PAUSED'] }, state: { enum: ['closed', 'open', 'half-open'] },
    lastSuccessAt: maybe(time), lastErrorAt: maybe(time), lastError: maybe(text), callsOk: integer, callsFailed: integer,
  }), // prettier-ignore
  LinkList: page('Link'),
  Unit: object({ code: text, name: maybe(text), receiving: integer, competent: integer, returning: integer }),
  UnitList: page('Unit'),
  ListedDossier: object(listed),
  DossierList: page('ListedDossier'),
  DossierCounts: object({ total: integer, overdue: integer, byStatus: counts, bySystem: counts }),
  Version: object({
    ...coordinate, sequence: text, deleted: flag, timelineEntries: integer, appendedAt: time, current: flag,
  }), // prettier-ignore
  Finding: object(
    {
      code: word('A code of docs/reference/findings.md, or one of the mapping'), severity: { enum: ['INFO', 'WARNING', 'ERROR'] },
      field: word('JSON Pointer of the canonical field'), path: word('Place in the source item'), rule: word('In English'),
      about: word('What it means, in the language of accept-language'),
    },
    ['field', 'path'],
  ), // prettier-ignore
  Dossier: object({
    id: uuid, system: text, status: maybe(text), receivedOn: maybe(text), deleted: flag, timelineEntries: integer, changedAt: time,
    document: { ...free, description: 'contracts/dossier.v1.schema.json; `personal` is the word "sealed"' },
    findings: list(named('Finding')), versionCount: integer, versions: list(named('Version')),
    sealed: list(object({ pointer: text, class: { enum: ['BASIC', 'SENSITIVE'] } })),
    origins: object({ adapter: text, mapping: maybe(text), isCurrent: flag, rows: list(object({ pointer: text, path: text, rule: text })) }),
  }), // prettier-ignore
  Parked: object({
    ...coordinate, system: text, dossier: uuid, cause: text,
    field: maybe(word('JSON Pointer of the canonical value whose field of the mapping refused')), path: maybe(text), rule: text,
    sample: maybe(word('Shape of the value: letters and digits are masked')), suggestion: maybe(word('What would mend it')), parkedAt: time,
  }), // prettier-ignore
  ParkedGroup: object({ system: text, cause: text, count: integer }),
  ParkedList: object({ items: list(named('Parked')), groups: list(named('ParkedGroup')), next: text }, ['next']),
  Difference: object(
    {
      kind: text, system: maybe(text), day: maybe(word('A day in Asia/Ho_Chi_Minh')), dossier: uuid,
      coordinate: word('generation/partition/offset in records.v1'), page: text, expected: text, found: text, what: text,
    },
    ['dossier', 'coordinate', 'page', 'expected', 'found'],
  ), // prettier-ignore
  LedgerDay: object({ day: text, checkedAt: time, ...dayCounts, differences: list(named('Difference')) }),
  LedgerSystem: object({
    system: text,
    days: list(named('LedgerDay')),
    pages: object({ pages: integer, rows: integer, published: integer, same: integer, staged: integer, dropped: integer, incomplete: integer }),
    count: object(
      {
        state: { enum: ['counted', 'not countable', 'not counted'] }, requestedAt: maybe(time), countedAt: maybe(time),
        places: integer, identities: integer, unidentified: integer,
      },
      ['places', 'identities', 'unidentified'],
    ),
    live: object({ ever: integer, deleted: integer, live: integer }),
  }), // prettier-ignore
  Ledger: object({
    balanced: flag, settled: flag, checkedAt: time, scope: { enum: ['recent', 'full'] }, generation: integer,
    unchecked: list(word('A day')), unread: integer, totals: object({ ...dayCounts, live: integer }),
    systems: list(named('LedgerSystem')), differences: list(named('Difference')),
  }), // prettier-ignore
  CountRequest: object({ requestedAt: time }),
  Digest: object({ digest: text, dossiers: integer, live: integer, versions: integer, timelineEntries: integer, rawMissing: integer }),
  Scope: object({ units: list(text), systems: list(text) }, ['units', 'systems']),
  SignIn: object({
    oidc: { oneOf: [object({ issuer: text, clientId: text, scope: text, audience: text }), { type: 'null' }] },
    demo: flag,
  }), // prettier-ignore
  Me: object({ name: text, role: named('Role'), scope: named('Scope'), via: { enum: ['token', 'key', 'oidc'] }, demo: flag }),
  Role: { enum: ['administrator', 'operator', 'unit', 'vendor', 'auditor'] },
  Key: object(key),
  KeyList: page('Key'),
  NewKey: object({ ...key, key: word('The key itself: shown this once, kept nowhere') }),
  Look: object({ personal: { ...free, description: 'Values by the JSON Pointer of their place in the document' } }),
  District: object({ system: text, mode: text, dossiers: integer, changes: integer }),
  DistrictList: object({ items: list(named('District')) }),
}; // prettier-ignore
