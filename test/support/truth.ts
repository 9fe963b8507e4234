/** What the demo city says it made, and what of it a canonical dossier has to hold: written by hand from the wire shape. */
import { readFileSync } from 'node:fs';

/** A line of a truth file: the members of the wire row, times as ISO with +07:00, days as yyyy-MM-dd. */
export type Truth = ReturnType<JSON['parse']>;

/** The newest state of each dossier of a district, by its row id. */
export function readTruth(file: string): Map<number, Truth> {
  const states = new Map<number, Truth>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const state = JSON.parse(line);
    states.set(state['id'] as number, state);
  }
  return states;
}

const STATUS = [
  'UNMAPPED', 'SUBMITTED', 'ACCEPTED', 'REJECTED_AT_INTAKE', 'IN_PROGRESS', 'SUPPLEMENT_REQUESTED',
  'PAYMENT_REQUESTED', 'WITHDRAWN', 'SUSPENDED', 'DECIDED', 'RETURNED',
]; // prettier-ignore
const FORMS: Record<string, string> = { CHINH: 'ORIGINAL', SAO: 'COPY', SO_HOA: 'DIGITISED' };

/** Canonical status of a national number. */
export const statusOf = (truth: Truth): string => STATUS[Number(truth['trangThai'])] ?? 'UNMAPPED';

const second = (at: string | null): object | undefined => (at === null ? undefined : { at, precision: 'SECOND' });
const day = (at: string): object => ({ at, precision: at.length === 4 ? 'YEAR' : 'DAY' });
const orNone = <T>(value: T | null): T | undefined => value ?? undefined;
const unit = (of: Truth): object => ({ code: of['ma'], name: of['ten'] });

function party(role: string, of: Truth): object {
  return {
    role,
    kind: ['', 'CITIZEN', 'BUSINESS', 'STATE_BODY', 'ORGANISATION'][of['loai']],
    name: of['hoTen'],
    ids: [{ kind: of['loaiGiayTo'], value: of['soGiayTo'] }],
    sex: of['gioiTinh'] === 0 ? 'MALE' : 'FEMALE',
    born: day(of['ngaySinh']),
    phones: [of['dienThoai']],
    address: { line: of['diaChi'], residentialArea: of['toDanPho'] },
  };
}

/** The sets of a dossier by the keys of the source, the rest by place; undefined members are those that must be absent. */
export function expected(truth: Truth): Record<string, unknown> {
  const keyed = (name: string, of: (entry: Truth) => object): object[] =>
    (truth[name] as Truth[]).map((entry) => ({ key: entry['ma'], ...of(entry) }));
  return {
    code: truth['maHoSo'],
    procedure: { national: truth['maTTHC'], local: truth['maTTNoiBo'], name: truth['tenTTHC'] },
    units: {
      receiving: unit(truth['donViTiepNhan']),
      competent: unit(truth['donViXuLy']),
      returning: unit(truth['donViTra']),
    },
    parties: [
      party('OWNER', truth['chuHoSo']),
      ...(truth['nguoiNop'] ? [party(truth['nopThay'] === 2 ? 'AUTHORISED' : 'APPLICANT', truth['nguoiNop'])] : []),
    ],
    filedBy: ['SELF', 'OFFICER_ON_BEHALF', 'AUTHORISED'][truth['nopThay']],
    channel: ['', 'COUNTER', 'ONLINE', 'POSTAL'][truth['kenh']],
    level: ['', '', 'INFO', 'PARTIAL', 'FULL'][Number(truth['mucDo'])],
    status: { code: statusOf(truth), raw: truth['trangThai'] },
    submittedAt: second(truth['ngayNop']),
    receivedAt: second(truth['ngayTiepNhan']),
    finishedAt: second(truth['ngayXong']),
    returnedAt: second(truth['ngayTra']),
    subject: orNone(truth['trichYeu']),
    note: orNone(truth['ghiChu']),
    handler: truth['canBo'] ? { id: truth['canBo'].ma, name: truth['canBo'].ten } : undefined,
    timeline: keyed('quaTrinh', (step) => ({
      step: step['buoc'],
      label: step['tenBuoc'],
      occurredAt: second(step['luc']),
      dueAt: second(step['han']),
      status: step['trangThai'],
      actor: step['nguoi'] ? { id: step['nguoi'].ma, name: step['nguoi'].ten } : undefined,
      note: orNone(step['noiDung']),
    })),
    dueDates: keyed('henTra', (due) => ({ at: second(due['ngay']), reason: orNone(due['lyDo']) })),
    supplements: keyed('boSung', (round) => ({
      requestedAt: second(round['ngayYeuCau']),
      content: orNone(round['noiDung']),
      receivedAt: second(round['ngayNhan']),
      dueBefore: second(round['henCu']),
      dueAfter: second(round['henMoi']),
    })),
    fees: keyed('lePhi', (fee) => ({
      name: fee['ten'],
      kind: fee['loai'] === 'PHI' ? 'FEE' : 'LEVY',
      amount: String(fee['soTien']),
    })),
    payments: keyed('thanhToan', (paid) => ({ amount: String(paid['soTien']), at: second(paid['luc']) })),
    components: keyed('giayTo', (paper) => ({ name: paper['ten'], form: FORMS[paper['ban']] })),
    result: truth['ketQua']
      ? { code: truth['ketQua'].so, name: truth['ketQua'].ten, issuedAt: day(truth['ketQua'].ngay) }
      : undefined,
    delivery: ['COUNTER', 'POST', 'ONLINE'][truth['traQua']],
    postal: (truth['buuDien'] as Truth[]).map((event) => ({
      at: second(event['luc']),
      state: event['trangThai'],
      tracking: event['maVanDon'],
    })),
    reference: orNone(truth['lienThong']),
  };
}

/** The same view of a stored plain document (dossier.v1 with its personal values in place). */
export function stored(plain: Truth): Record<string, unknown> {
  const sorted = (name: string, of: (entry: Truth) => object): object[] =>
    ((plain[name] ?? []) as Truth[]).map((entry) => ({ key: entry['key'], ...of(entry) }));
  const { code, raw } = plain['status'];
  return {
    code: plain['identifiers'].find(({ scheme }: Truth) => scheme === 'dossier-code')?.value,
    procedure: plain['procedure'],
    units: plain['units'],
    parties: plain['parties'],
    filedBy: plain['filedBy'],
    channel: plain['channel'],
    level: plain['serviceLevel']?.level,
    status: { code, raw },
    submittedAt: plain['submittedAt'],
    receivedAt: plain['receivedAt'],
    finishedAt: plain['finishedAt'],
    returnedAt: plain['returnedAt'],
    subject: plain['subject'],
    note: plain['note'],
    handler: plain['handler'],
    timeline: sorted('timeline', ({ step, label, occurredAt, dueAt, status, actor, note }) => ({
      step, label, occurredAt, dueAt, status: status?.raw, actor, note,
    })), // prettier-ignore
    dueDates: sorted('dueDates', ({ at, reason }) => ({ at, reason })),
    supplements: sorted('supplements', ({ requestedAt, content, receivedAt, dueBefore, dueAfter }) => ({
      requestedAt, content, receivedAt, dueBefore, dueAfter,
    })), // prettier-ignore
    fees: sorted('fees', ({ name, kind, amount }) => ({ name, kind, amount })),
    payments: sorted('payments', ({ amount, at }) => ({ amount, at })),
    components: sorted('components', ({ name, form }) => ({ name, form })),
    result: plain['result'],
    delivery: plain['delivery']?.method,
    postal: (plain['delivery']?.events ?? []).map(({ at, state, tracking }: Truth) => ({ at, state, tracking })),
    reference: plain['references']?.[0]?.value,
  };
}
