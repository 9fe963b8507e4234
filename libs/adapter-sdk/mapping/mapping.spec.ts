import { amount } from './amount';
import { code, status } from './code';
import { compile } from './compile';
import { constant, custom } from './constant';
import { keyFrom, keyId } from './entry-key';
import { refuse } from './field';
import { dossier, type DossierShape } from './mapping';
import { moment } from './moment';
import type { Outcome } from './outcome';
import { each, given } from './shape';
import { text } from './text';

const BASE: DossierShape = {
  identifiers: [{ scheme: constant('code'), value: text('id'), source: constant('here') }],
  status: status('state', { 4: 'IN_PROGRESS' }, { unknown: 'UNMAPPED' }),
};
const about = { system: 'gia-lam', zone: 'Asia/Ho_Chi_Minh' };
const run = (shape: Partial<DossierShape>, node: object): Outcome =>
  compile(dossier({ ...BASE, ...shape }), about)({ id: 'D1', state: '4', ...node }, about);
const document = (outcome: Outcome): Record<string, unknown> => (outcome.kind === 'dossier' ? outcome.document : {});

describe('a mapping', () => {
  it('makes a document with a system, findings and the sets that must be there', () => {
    expect(run({}, {})).toEqual({
      kind: 'dossier',
      document: {
        system: 'gia-lam',
        deleted: false,
        identifiers: [{ scheme: 'code', value: 'D1', source: 'here' }],
        status: { code: 'IN_PROGRESS', national: 4, raw: '4' },
        timeline: [],
        dueDates: [],
        findings: [],
      },
    });
  });

  it('keeps an unknown status as UNMAPPED with its raw value and a finding, where the field says so', () => {
    expect(document(run({}, { state: '99' }))).toMatchObject({
      status: { code: 'UNMAPPED', national: 0, raw: '99' },
      findings: [{ code: 'STATUS_UNMAPPED', field: '/status', path: 'state' }],
    });
    const strict = { status: status('state', { 4: 'IN_PROGRESS' } as const, { unknown: 'park' }) };
    expect(run(strict, { state: '99' })).toMatchObject({ kind: 'parked', cause: 'UNKNOWN_CODE', sample: '99' });
  });

  it.each([
    [{ state: '5', sent: '9' }, { national: 9 }, undefined],
    [{ state: '5', sent: ' 10 ', name: 'Chờ bổ sung' }, { national: 10, label: 'Chờ bổ sung' }, undefined],
    [{ state: '5' }, { national: 5 }, undefined],
    [{ state: '5', sent: '11' }, { national: 5 }, 'STATUS_NATIONAL_UNREAD'],
    [{ state: '77', sent: '9' }, { code: 'UNMAPPED', national: 0 }, 'STATUS_UNMAPPED'],
  ])('takes the status that was told to the national portal: %j', (item, status_, code) => {
    const options = { unknown: 'UNMAPPED', label: 'name', national: 'sent' } as const;
    const made = document(run({ status: status('state', { 5: 'SUPPLEMENT_REQUESTED' }, options) }, item));
    expect(made).toMatchObject({ status: status_, findings: code === undefined ? [] : [{ code, field: '/status' }] });
    const bare = { status: status('state', { 5: 'SUPPLEMENT_REQUESTED' }, { unknown: 'UNMAPPED', national: 'sent' }) };
    expect(document(run(bare, item))).toMatchObject({ status: { national: status_.national } });
  });

  it('keeps the label that the source shows for a status, also where the code is unknown', () => {
    const shape = { status: status('state', { 4: 'IN_PROGRESS' }, { unknown: 'UNMAPPED', label: 'name' }) };
    const labelled = { national: 4, raw: '4', label: 'Đang xử lý' };
    expect(document(run(shape, { name: ' Đang xử lý ' }))).toMatchObject({ status: labelled });
    expect(document(run(shape, { state: '99', name: 'Lạ' }))).toMatchObject({ status: { raw: '99', label: 'Lạ' } });
    for (const name of [undefined, null, '', ' '])
      expect(document(run(shape, { name }))['status']).not.toHaveProperty('label');
    expect(run(shape, { name: 'a\0' })).toMatchObject({ kind: 'parked', cause: 'FORBIDDEN_CHARACTER' });
    const mapping = dossier({ ...BASE, ...shape });
    expect(mapping.describe()).toContainEqual({ pointer: '/status/label', path: 'name', rule: 'text; optional' });
    expect(mapping.version).not.toBe(dossier(BASE).version);
  });

  it('reads a yes or no by its table, and guesses none', () => {
    const shape = { deleted: code('gone', { true: true, false: false }).optional() };
    expect(document(run(shape, { gone: true }))).toMatchObject({ deleted: true });
    expect(document(run(shape, { gone: false }))).toMatchObject({ deleted: false });
    expect(document(run(shape, {}))).toMatchObject({ deleted: false });
    expect(run(shape, { gone: 1 })).toMatchObject({ kind: 'parked', cause: 'UNKNOWN_CODE', path: 'gone' });
  });

  it('parks what is missing or malformed with the concrete place, rule and shape, never the value', () => {
    const shape = {
      timeline: each('steps/step', { key: keyFrom('n', 't'), step: text('n'), occurredAt: moment('t', 'iso') }),
    };
    const steps = { steps: { step: [{ n: 'a', t: '2014-04-11' }, { n: 'b', t: 'Nguyễn Văn 12' }] } }; // prettier-ignore
    expect(run(shape, steps)).toEqual({
      kind: 'parked',
      cause: 'MALFORMED_DATE',
      field: '/timeline/1/occurredAt',
      path: 'steps/step[2]/t',
      rule: 'a time is written as iso and must exist',
      sample: 'Aaaaaa Aaa 99',
      suggestion: 'mend it in the software, or say orFinding(): the record then goes on without the value',
    });
    expect(run({}, { id: undefined })).toMatchObject({ cause: 'MISSING', path: 'id' });
    expect(run({}, { id: [{ '#text': 'a' }, { '#text': 'b' }] })).toMatchObject({ cause: 'AMBIGUOUS' });
  });

  it('leaves a value out with a finding that names canonical field and source, where the field says so', () => {
    const shape = {
      fees: each('fee', {
        key: keyId('no'),
        amount: amount('sum', { places: 0 }).orFinding(),
        currency: constant('VND'),
      }),
    };
    const outcome = run(shape, { fee: [{ no: '1', sum: '5' }, { no: '2', sum: 'five' }] }); // prettier-ignore
    expect(document(outcome)).toMatchObject({
      fees: [{ key: { id: '1' }, amount: '5' }, { key: { id: '2' }, currency: 'VND' }],
      findings: [{ code: 'MALFORMED_AMOUNT', severity: 'WARNING', field: '/fees/1/amount', path: 'fee[2]/sum' }],
    }); // prettier-ignore
  });

  it('refuses U+0000 and lone surrogates, and makes text NFC', () => {
    expect(run({}, { id: 'a\0b' })).toMatchObject({ cause: 'FORBIDDEN_CHARACTER', sample: 'a?a' });
    expect(run({}, { id: 'a\ud800' })).toMatchObject({ cause: 'FORBIDDEN_CHARACTER' });
    expect(document(run({}, { id: ' E\u0302\u0323 ' }))).toMatchObject({ identifiers: [{ value: 'Ệ' }] });
  });

  it('joins fixed entries and repeated ones into one list, and leaves out what is not there', () => {
    const shape: Partial<DossierShape> = {
      references: [
        given('other', { scheme: constant('other'), value: text('other'), relation: constant('SAME') }),
        each('more', { scheme: constant('more'), value: text('v'), relation: constant('SAME') }),
      ],
      handler: { name: text('officer').optional() },
      parties: each('owner', {
        role: code('r', { 1: 'OWNER' }),
        name: text('n'),
        ids: [given('no', { value: text('no') })],
      }),
    };
    const found = document(run(shape, { more: [{ v: '1' }, { v: '2' }], owner: { r: '1', n: 'Ân' } }));
    expect(found['references']).toHaveLength(2);
    expect(found).not.toHaveProperty('handler');
    expect(found['parties']).toEqual([{ role: 'OWNER', name: 'Ân' }]);
    expect(document(run(shape, {}))).not.toHaveProperty('parties');
  });

  it('has a way out in a function of its own', () => {
    const shape = { note: custom((a, b) => (a === 'x' ? refuse('not x') : `${a}${b ?? ''}`), 'a', 'b') };
    expect(document(run(shape, { a: '1' }))).toMatchObject({ note: '1' });
    expect(run(shape, { a: 'x' })).toEqual({
      kind: 'parked',
      cause: 'REFUSED',
      field: '/note',
      path: 'a | b',
      rule: 'not x',
    });
  });

  it('drops items by a named rule', () => {
    const mapping = dossier(BASE, { drop: [{ path: 'kind', equals: ['TEST'], rule: 'tests are no dossiers' }] });
    expect(compile(mapping, about)({ kind: 'TEST' }, about)).toEqual({
      kind: 'dropped',
      rule: 'tests are no dossiers',
    });
  });

  it('says where every value comes from', () => {
    const rows = dossier({
      ...BASE,
      timeline: each('event', { step: text('n', { absent: ['-'] }).optional() }),
    }).describe();
    expect(rows).toContainEqual({ pointer: '/timeline/*/step', path: 'event/n', rule: 'text; - = none; optional' });
    expect(rows).toContainEqual({ pointer: '/identifiers/*/source', path: '', rule: 'always "here"' });
  });

  it('has a version that changes with its data and with nothing else', () => {
    const version = (shape: Partial<DossierShape>): string => dossier({ ...BASE, ...shape }).version;
    expect(version({})).toMatch(/^[0-9a-f]{16}$/);
    expect(version({ note: text('n') })).toBe(version({ note: text('n') }));
    const versions = [{}, { note: text('n') }, { note: text('n').optional() }, { note: text('m') },
      { note: text('n').orFinding() }, { note: custom(() => 'a', 'n') }, { note: custom(() => 'b', 'n') }].map(version); // prettier-ignore
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('refuses a member that dossiers do not have', () => {
    expect(() => dossier({ ...BASE, applicant: text('x') } as DossierShape)).toThrow(/applicant/);
  });
});
