import { defineAdapter, type Adapter } from '../../adapter';
import { json } from '../../formats/json';
import { xml } from '../../formats/xml';
import { identity } from '../../identity';
import { code, status } from '../../mapping/code';
import { constant, custom } from '../../mapping/constant';
import { keyId } from '../../mapping/entry-key';
import { dossier, type DossierShape } from '../../mapping/mapping';
import { day, moment } from '../../mapping/moment';
import { each, given } from '../../mapping/shape';
import { text } from '../../mapping/text';
import { personalId, vnd } from '../../mapping/vietnamese';
import { files, fileSettings } from '../../sources/files';
import { rest, restSettings } from '../../sources/rest';
import { keptPaths, pathsOf } from './kept-paths';

const format = json({ items: 'data' });
const TIME = 'dd/MM/yyyy HH:mm';

function adapterOf(shape: Partial<DossierShape>, options = {}): Adapter {
  return defineAdapter({
    name: 'invented',
    about: 'Software that does not exist.',
    settings: restSettings,
    zone: 'Asia/Ho_Chi_Minh',
    source: rest({
      format,
      items: { path: '/rows', since: 'since', size: 'size', paging: { page: 'page' }, changed: 'changed' },
      listing: { path: '/ids', after: 'after', size: 'size', id: 'row' },
      clock: 'none',
    }),
    format,
    identity: identity('row', { absent: ['0'] }),
    mapping: dossier(
      {
        identifiers: [{ scheme: constant('row'), value: text('row'), source: constant('here') }],
        status: status('state', { 4: 'IN_PROGRESS' }, { unknown: 'UNMAPPED', label: 'stateName' }),
        ...shape,
      },
      options,
    ),
  });
}

const adapter = adapterOf(
  {
    units: { receiving: { code: text('unit/code'), name: text('unit/name') } },
    parties: [
      {
        role: constant('OWNER'),
        kind: code('owner/kind', { 1: 'CITIZEN' }),
        name: text('owner/name', { absent: ['-'], charset: 'tcvn3' }),
        sex: code('owner/sex', { 0: 'MALE', 1: 'FEMALE' }),
        born: moment('owner/born', 'dd/MM/yyyy', { fillers: 'refused' }),
        ids: [given('owner/no', { value: personalId('owner/no') })],
      },
    ],
    receivedAt: moment('received', TIME),
    submittedAt: moment('sent | received', TIME),
    subject: text('subject'),
    handler: { id: text('clerk') },
    timeline: each('steps', { key: keyId('id'), step: text('name'), occurredAt: moment('at', TIME) }),
    fees: each('fees', { key: keyId('id'), amount: vnd('sum'), currency: constant('VND') }),
    result: { code: custom((one) => one, 'result'), issuedAt: day('issued', 'dd/MM/yyyy') },
  },
  { drop: [{ path: 'kind', equals: ['TEST'], rule: 'a test of the software' }] },
);

describe(keptPaths.name, () => {
  const keep = keptPaths(adapter);

  it.each([
    ['a status', 'state', '4'],
    ['a code that is open', 'owner/kind', '1'],
    ['a time of a step', 'steps/at', '11/04/2024 07:30'],
    ['the first and the second of two paths', 'sent', '11/04/2024 07:30'],
    ['an amount', 'fees/sum', '10.000 đ'],
    ['a day of a result', 'issued', '11/04/2024'],
    ['the code of a unit', 'unit/code', '00565'],
    ['the change time a source is read by', 'changed', '2026-01-01T00:00:00.123+07:00'],
    ['a word for none', 'owner/name', '-'],
    ['a word for no dossier', 'kind', 'TEST'],
    ['the identity that is none', 'row', '0'],
    ['a date that is typed where none is known', 'owner/born', '01/01/1900'],
    ['a number that is typed where none is known', 'owner/no', '000000000'],
  ])('keeps %s', (_what, path, value) => {
    expect(keep(path, value)).toBe(true);
  });

  it.each([
    ['a name', 'owner/name', 'a'],
    ['a code of a person', 'owner/sex', '0'],
    ['a date of birth', 'owner/born', '11/04/1984'],
    ['a text that is open', 'steps/name', 'TIEP_NHAN'],
    ['a label', 'stateName', 'Đang xử lý'],
    ['an identity', 'row', '11000058'],
    ['the key of an entry', 'steps/id', '1'],
    ['what a function of the adapter reads', 'result', '7'],
    ['the name of a unit', 'unit/name', 'Phường Mẫu'],
    ['what the mapping does not name', 'other', '4'],
    ['what lies above or below a kept path', 'state/4', '4'],
    ['an array within an array', 'state/*', '4'],
    ['nothing', '', '4'],
  ])('replaces %s', (_what, path, value) => {
    expect(keep(path, value)).toBe(false);
  });

  it.each([
    ['a status that its table does not have', 'state', 'Nguyễn Văn A'],
    ['a time that is none', 'steps/at', 'hỏi chị Lan'],
    ['a time with a word behind it', 'steps/at', '11/04/2024 07:30 Lan'],
    ['an amount that is a personal number', 'fees/sum', '001084012345'],
    ['an amount with a name', 'fees/sum', '10.000 (Lan)'],
    ['a unit that is a telephone', 'unit/code', '0912345678'],
    ['a unit that is a name', 'unit/code', 'Lan'],
    ['a change time that is none', 'changed', '0912345678'],
  ])('replaces %s, though its path may stay', (_what, path, value) => {
    expect(keep(path)).toBe(true);
    expect(keep(path, value)).toBe(false);
  });

  it('replaces a path of which one field is personal', () => {
    const two = keptPaths(adapterOf({ receivedAt: moment('at', TIME), subject: text('at') }));
    expect(two('at')).toBe(false);
  });

  it('tells values apart by the tags of the mapping', () => {
    const tagged = xml({ items: 'log/trace' });
    const { keep: kept, tags } = pathsOf({
      ...adapterOf({
        receivedAt: moment('date[@key=start]/@value', 'iso'),
        timeline: each('event', { key: keyId('@id'), step: text('@name'), occurredAt: moment('at/#text', 'iso') }),
      }),
      source: files({ pattern: /x/, format: tagged }),
      format: tagged,
      settings: fileSettings,
    });
    expect(tags).toEqual(new Map([['@key', new Set(['start'])]]));
    expect(kept('date[@key=start]/@value', '2024-04-11')).toBe(true);
    expect(kept('date[@key=start]/@key', 'start')).toBe(true);
    expect(kept('date/@key', 'Nguyễn')).toBe(false);
    expect(kept('date/@value', '2024-04-11')).toBe(false);
    expect(kept('event/at', '2024-04-11')).toBe(true);
  });
});

describe(pathsOf.name, () => {
  it('knows charset, words and identities, and what the mapping names', () => {
    const { kindOf } = pathsOf(adapter);
    expect(kindOf('owner/name')).toEqual({ isIdentity: false, charset: 'tcvn3' });
    expect(kindOf('owner/sex')).toEqual({ isIdentity: false, words: ['0', '1'] });
    expect(kindOf('row')).toEqual({ isIdentity: true });
    expect(kindOf('owner')).toEqual({ isIdentity: false });
    expect(kindOf('other')).toBeUndefined();
  });
});
