import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, type Dossier } from '@lienthong/canonical';
import { trapsOf } from './traps-of';

type Parts = Partial<Omit<Dossier, 'status'>> & { status?: Dossier['status'] };
type Entry = Dossier['timeline'][number];
type Code = Dossier['status']['code'];

const NUMBERS: Record<Code, number> = {
  UNMAPPED: 0, SUBMITTED: 1, ACCEPTED: 2, REJECTED_AT_INTAKE: 3, IN_PROGRESS: 4, SUPPLEMENT_REQUESTED: 5,
  PAYMENT_REQUESTED: 6, WITHDRAWN: 7, SUSPENDED: 8, DECIDED: 9, RETURNED: 10,
}; // prettier-ignore
const EXAMPLES = join(__dirname, '..', '..', '..', 'contracts', 'examples', 'valid');

const is = (code: Code, national = NUMBERS[code]): Dossier['status'] => ({ code, national, raw: String(national) });
const day = (at: string) => ({ at, precision: 'DAY' }) as const;
const second = (at: string) => ({ at: `${at}+07:00`, precision: 'SECOND' }) as const;
const promise = (at: string, more: object = {}): Dossier['dueDates'][number] =>
  ({ key: at, kind: 'PROMISED', at: day(at), ...more }) as const;
/** Steps an hour apart, unless a time is given. */
const steps = (...codes: (Code | [Code, string])[]): Entry[] =>
  codes.map((step, at) => {
    const [code, time] =
      typeof step === 'string' ? [step, `2026-03-02T${String(8 + at).padStart(2, '0')}:00:07`] : step;
    return { key: String(at), step: code, occurredAt: second(time), status: is(code) };
  });

/** What is found of a dossier of which all but some parts is in order. */
function found(parts: Parts): string[] {
  const dossier = {
    id: '00000000-0000-5000-8000-000000000000', system: 'sample', deleted: false, status: is('IN_PROGRESS'), timeline: [],
    dueDates: [promise('2026-03-06')], identifiers: [{ scheme: 'dossier-code', value: 'H26.1.1-260302-0007', source: 'sample' }],
    findings: [], origin: {}, ...parts,
  } as unknown as Dossier; // prettier-ignore
  return trapsOf(dossier).map(({ code, field }) => `${code} ${field}`);
}

const CODE = { scheme: 'dossier-code', value: 'H26.1.1-260302-48213', source: 'sample' };
const LOCAL = { scheme: 'receipt-number', value: '2026/17', source: 'sample' };
const ROW = { scheme: 'row-id', value: '90017', source: 'sample' };
const round = (before: string, asked: string, came: string, after: string) => ({
  key: asked, requestedAt: day(asked), receivedAt: day(came), dueBefore: day(before), dueAfter: day(after),
}); // prettier-ignore
const paper = (file: object) => ({ key: 'p', form: 'COPY', file: { name: 'don.pdf', ...file } }) as const;
const cut = (length: number, points: string): string => 'ă'.repeat(length) + points;

describe(trapsOf.name, () => {
  it.each<[string, Parts, string[]]>([
    ['held up here, decided there', { status: is('SUPPLEMENT_REQUESTED', 9) }, ['STATUS_LAUNDERED /status/national']],
    ['stopped here, returned there', { status: is('SUSPENDED', 10), note: 'Thiếu căn cứ' }, ['STATUS_LAUNDERED /status/national']],
    ['a portal that is behind', { status: is('DECIDED', 4) }, ['STATUS_DIFFERS /status/national']],
    ['one status in both', { status: is('PAYMENT_REQUESTED') }, []],
    ['a status nobody maps', { status: is('UNMAPPED') }, []],

    ['a drawn code beside a local number', { identifiers: [LOCAL, CODE] }, ['INVENTED_IDENTITY /identifiers/1/value']],
    ['a drawn code among the same elsewhere', { identifiers: [LOCAL], references: [{ ...CODE, relation: 'SAME' }] }, ['INVENTED_IDENTITY /references/0/value']],
    ['a code of another matter', { identifiers: [LOCAL], references: [{ ...CODE, relation: 'PARENT' }] }, []],
    ['a drawn code beside a row id', { identifiers: [CODE, ROW] }, ['CODE_MAY_BE_SECOND /identifiers/0/value']],
    ['a drawn code beside a code of the province', { identifiers: [CODE, { ...LOCAL, value: 'H26-17' }] }, ['CODE_MAY_BE_SECOND /identifiers/0/value']],
    ['five digits with a zero in front', { identifiers: [LOCAL, { ...CODE, value: 'H26.1.1-260302-00213' }] }, []],
    ['six digits of the police', { identifiers: [LOCAL, { ...CODE, value: 'G01.899.909-260916-890028' }] }, []],
    ['a receipt number like the end of a code', { identifiers: [{ ...LOCAL, value: 'BN-260302-48213' }] }, []],

    ['fillers of parties', { parties: [{ role: 'OWNER', ids: [{ value: '000000001' }, { value: '001085000017' }] }, { role: 'APPLICANT', ids: [{ kind: 'CMND', value: '123 456 789' }] }] }, ['PLACEHOLDER_ID /parties/0/ids/0/value', 'PLACEHOLDER_ID /parties/1/ids/0/value']],
    ['fillers of a register', { civilStatus: { kind: 'BIRTH', register: {}, father: { id: '111111111111' }, mother: { id: '001185000017' } } }, ['PLACEHOLDER_ID /civilStatus/father/id']],
    ['numbers of people and firms', { parties: [{ role: 'OWNER', ids: ['012345678901x', '0100109106', 'C1234567', '011223344', '001204012345'].map((value) => ({ value })) }] }, []],

    ['a promise moved with a reason', { dueDates: [promise('2026-03-06'), promise('2026-03-10', { reason: 'Cán bộ nghỉ ốm' })] }, ['DUE_DATE_MOVED /dueDates']],
    ['a promise moved in silence', { dueDates: [promise('2026-03-06'), promise('2026-03-10', { reason: ' ' })] }, ['DUE_DATE_UNREASONED /dueDates/1', 'DUE_DATE_MOVED /dueDates']],
    ['a promise moved to an earlier day, with a reason', { dueDates: [promise('2026-03-10'), promise('2026-03-06', { reason: 'Xong sớm' })] }, ['DUE_DATE_MOVED /dueDates']],
    ['a promise that names its supplement', { dueDates: [promise('2026-03-06'), promise('2026-03-10', { supplement: 's1' })] }, ['DUE_DATE_MOVED /dueDates']],
    ['a limit by law beside a promise', { dueDates: [promise('2026-03-06'), promise('2026-03-10', { kind: 'LEGAL' })] }, []],
    ['one day, twice', { dueDates: [promise('2026-03-06'), promise('2026-03-06', { key: '2' })] }, []],
    ['a supplement over a weekend, by calendar days', { supplements: [round('2026-03-11', '2026-03-06', '2026-03-09', '2026-03-16')] }, ['DUE_DATE_MOVED /dueDates', 'DUE_DATE_BY_CALENDAR /supplements/0/dueAfter']],
    ['a supplement over a weekend, by working days', { supplements: [round('2026-03-11', '2026-03-06', '2026-03-09', '2026-03-12')] }, ['DUE_DATE_MOVED /dueDates']],
    ['a supplement within a week', { supplements: [round('2026-03-05', '2026-03-03', '2026-03-04', '2026-03-06')] }, ['DUE_DATE_MOVED /dueDates']],
    ['a supplement in years without a calendar', { supplements: [round('1999-03-11', '1999-03-05', '1999-03-08', '1999-03-16')] }, ['DUE_DATE_MOVED /dueDates']],

    ['an attached subject', { subject: 'Dinhkem' }, ['FILLER_TEXT /subject']],
    ['an attached subject with its marks', { subject: 'Đính kèm.' }, ['FILLER_TEXT /subject']],
    ['a subject about what is attached', { subject: 'Đính kèm bản vẽ nhà' }, []],
    ['ranks for names', { handler: { name: 'Chuyên viên' }, timeline: [0, 1].map((at) => ({ key: String(at), step: 'A', occurredAt: day('2026-03-02'), actor: { name: 'CHUYÊN VIÊN' } })) }, ['FILLER_TEXT /handler/name', 'FILLER_TEXT /timeline/0/actor/name']],
    ['a name and a rank', { handler: { name: 'Chuyên viên Trần Thị Mẫu' } }, []],
    ['the constant fee', { fees: [{ key: '1', name: 'Lệ phí', amount: '8000', currency: 'VND' }, { key: '2', name: '1', amount: '8000', currency: 'VND' }] }, ['FILLER_TEXT /fees/1/name']],

    ['a result that was handed in', { result: { reference: 'kho/17' }, components: [paper({ reference: 'kho/17' })] }, ['RESULT_IS_INPUT /result/reference']],
    ['a result with the hash of what was handed in', { result: { reference: 'sha256:00' }, components: [paper({ hash: 'sha256:00' })] }, ['RESULT_IS_INPUT /result/reference']],
    ['a result with the name of a file', { result: { name: 'don.pdf' }, components: [paper({})] }, ['RESULT_IS_INPUT /result/name']],
    ['a result with the name of a paper', { result: { name: 'Trích lục' }, components: [paper({ name: 'Trích lục' })] }, []],
    ['a result of its own', { result: { reference: 'kho/18', name: 'kq.pdf' }, components: [paper({ reference: 'kho/17' })] }, []],

    ['texts cut off', { subject: cut(995, '...'), note: cut(3995, '…'), handler: { name: cut(46, '...') }, supplements: [{ key: 's', content: cut(995, '…') }] }, ['TEXT_TRUNCATED /subject', 'TEXT_TRUNCATED /note', 'TEXT_TRUNCATED /handler/name', 'TEXT_TRUNCATED /supplements/0/content']],
    ['a text that trails off', { subject: cut(80, '...'), note: cut(995, '') }, []],

    ['sent and accepted at once', { channel: 'ONLINE', submittedAt: second('2026-03-02T09:01:02'), receivedAt: second('2026-03-02T09:01:02') }, ['RECEIPT_COPIED /submittedAt']],
    ['handed in and accepted at once', { channel: 'COUNTER', submittedAt: second('2026-03-02T09:01:02'), receivedAt: second('2026-03-02T09:01:02') }, []],
    ['days without hours', { channel: 'ONLINE', submittedAt: second('2026-03-02T00:00:00'), receivedAt: second('2026-03-02T00:00:00') }, []],
    ['sent and accepted on one day', { channel: 'ONLINE', submittedAt: day('2026-03-02'), receivedAt: day('2026-03-02') }, []],

    ['two statuses in one second', { timeline: steps(['SUBMITTED', '2026-03-02T08:00:01'], ['ACCEPTED', '2026-03-02T08:00:01']) }, ['SAME_SECOND_STATUSES /timeline/1/status']],
    ['one status twice in one second', { timeline: steps(['ACCEPTED', '2026-03-02T08:00:01'], ['ACCEPTED', '2026-03-02T08:00:01']) }, []],
    ['two statuses of one midnight', { timeline: steps(['SUBMITTED', '2026-03-02T00:00:00'], ['ACCEPTED', '2026-03-02T00:00:00']) }, []],

    ['a counter on a Sunday', { channel: 'COUNTER', receivedAt: second('2026-03-08T09:00:00') }, ['RECEIVED_ON_DAY_OFF /receivedAt']],
    ['a counter on a feast', { channel: 'COUNTER', receivedAt: day('2026-04-30') }, ['RECEIVED_ON_DAY_OFF /receivedAt']],
    ['a counter on a Saturday that was worked', { channel: 'COUNTER', receivedAt: day('2026-08-22') }, []],
    ['a counter on a Monday', { channel: 'COUNTER', receivedAt: day('2026-03-02') }, []],
    ['a portal on a Sunday', { channel: 'ONLINE', receivedAt: day('2026-03-08') }, []],
    ['a counter in a year without a calendar', { channel: 'COUNTER', receivedAt: day('2009-03-08') }, []],
    ['a counter in a year', { channel: 'COUNTER', receivedAt: { at: '2014', precision: 'YEAR' } }, []],

    ['papers asked for twice', { supplements: [{ key: 'a' }, { key: 'b' }] }, ['SUPPLEMENT_TWICE /supplements']],
    ['papers asked for once', { supplements: [{ key: 'a' }] }, []],

    ['refused without a word', { status: is('REJECTED_AT_INTAKE') }, ['REFUSED_WITHOUT_REASON /status']],
    ['refused with a word about another step', { status: is('SUSPENDED'), timeline: [{ ...steps('IN_PROGRESS')[0]!, note: 'Đã nhận' }] }, ['REFUSED_WITHOUT_REASON /status']],
    ['refused with a word', { status: is('SUSPENDED'), timeline: [{ ...steps('SUSPENDED')[0]!, note: 'Sai thẩm quyền' }] }, []],
    ['refused with a note', { status: is('REJECTED_AT_INTAKE'), note: 'Sai thẩm quyền' }, []],

    ['an ordinary life', { timeline: steps('SUBMITTED', 'ACCEPTED', 'IN_PROGRESS', 'IN_PROGRESS', 'SUPPLEMENT_REQUESTED', 'IN_PROGRESS', 'DECIDED', 'RETURNED') }, []],
    ['decided on the day', { timeline: steps('ACCEPTED', 'DECIDED', 'RETURNED') }, []],
    ['a supplement decided upon', { timeline: steps('SUPPLEMENT_REQUESTED', 'DECIDED') }, ['TRANSITION_UNKNOWN /timeline/1/status']],
    ['a decision taken back', { timeline: steps('DECIDED', 'IN_PROGRESS') }, ['STATUS_REGRESSED /timeline/1/status']],
    ['worked on after its return', { timeline: steps('RETURNED', 'IN_PROGRESS', 'DECIDED') }, ['REOPENED /timeline/1/status']],
    ['a status nobody maps between two', { timeline: steps('ACCEPTED', 'UNMAPPED', 'IN_PROGRESS') }, []],
    ['a day beside an hour of it', { timeline: [{ key: '0', step: 'A', occurredAt: day('2026-03-02'), status: is('RETURNED') }, ...steps('ACCEPTED')] }, []],
    ['an order that is told by the key alone', { timeline: [...steps(['RETURNED', '2026-03-02T00:00:00'], ['ACCEPTED', '2026-03-02T00:00:00']), ...steps('IN_PROGRESS')] }, []],
  ])('%s', (_, parts, traps) => expect(found(parts)).toEqual(traps)); // prettier-ignore

  it('names at most fifty places, so that a long timeline does not make a dossier too large', () => {
    const restless = Array.from({ length: 400 }, (_, at): [Code, string] => [
      at % 2 === 0 ? 'DECIDED' : 'IN_PROGRESS',
      new Date(Date.UTC(2026, 0, 1) + at * 60_007).toISOString().slice(0, 19),
    ]);
    expect(found({ timeline: steps(...restless) })).toHaveLength(50);
  });

  it.each(readdirSync(EXAMPLES).filter((name) => name.startsWith('dossier.')))('leaves %s as it is', (name) => {
    const dossier = JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as Dossier;
    const before = structuredClone(dossier);
    for (const { rule, field } of trapsOf(dossier)) expect([rule.length > 0, field?.[0]]).toEqual([true, '/']);
    expect(dossier).toEqual(before);
    expect(contentOf({ ...dossier, findings: trapsOf(dossier) })).toEqual(contentOf(dossier));
  });
});
