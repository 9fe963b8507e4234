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

/** What a software can tell of the truth, and in which words. */
type View = (truth: Truth) => Record<string, unknown>;

/** Words of statuses by their national number, where a software has its own. */
const OPENCPS = ['', 'receiving', 'new', 'denied', 'processing', 'waiting_supplement', 'paying', 'cancelled', 'unresolved', 'releasing', 'done']; // prettier-ignore
const PORTAL = ['', 'DANG_TIEP_NHAN', 'DA_TIEP_NHAN', 'TU_CHOI_TIEP_NHAN', 'DANG_XU_LY', 'CHO_BO_SUNG', 'CHO_NOP_PHI', 'DA_HUY', 'DANG_TAM_DUNG', 'DA_CO_KET_QUA', 'DA_TRA_KET_QUA']; // prettier-ignore

/** An identity by which a software names the dossier of a row id. */
export const IDENTITIES: Readonly<Record<string, (id: number) => string>> = {
  onestop: String,
  opencps: (id) => `5f0c7a10-0000-4000-8000-${String(id).padStart(12, '0')}`,
  portal: (id) => `H26-${id}`,
};

/** The view of the truth that a software gives; undefined members are those that must be absent. */
export const VIEWS: Readonly<Record<string, View>> = { onestop: expected, opencps, portal };

/** OpenCPS keeps the newest promise alone, names the users of actions, and shows a fee that is not paid as a payment of 0. */
function opencps(truth: Truth): Record<string, unknown> {
  const whole = seen(truth);
  const [paid] = truth['thanhToan'] as Truth[];
  const anyone = (of: Truth): object => ({ ...party('OWNER', of), sex: undefined, born: undefined, address: { line: of['diaChi'] } });
  return {
    ...whole,
    code: truth['ngayTiepNhan'] === null ? undefined : truth['maHoSo'],
    origin: orNone(truth['lienThong']),
    units: { receiving: unit(truth['donViTiepNhan']) },
    parties: [
      anyone(truth['chuHoSo']),
      ...(truth['nguoiNop'] ? [{ ...anyone(truth['nguoiNop']), role: 'AUTHORISED' }] : []),
    ],
    filedBy: undefined,
    channel: truth['kenh'] === 2 ? 'ONLINE' : 'COUNTER',
    level: undefined,
    status: { code: statusOf(truth), raw: OPENCPS[Number(truth['trangThai'])] },
    handler: undefined,
    timeline: keyed(truth, 'quaTrinh', (step) => ({ ...stepOf(step), status: undefined, actor: { name: step['nguoi'].ten }, transition: step['trangThai'] })),
    supplements: keyed(truth, 'boSung', (round) => ({ requestedAt: second(round['ngayYeuCau']), content: round['noiDung'], state: round['ngayNhan'] === null ? '1' : '2' })),
    fees: keyed(truth, 'lePhi', (fee) => ({ name: fee['ten'], amount: String(fee['soTien']) })),
    payments: keyed(truth, 'lePhi', (fee) => ({ amount: paid ? String(fee['soTien']) : '0', at: second(paid?.luc ?? null), state: paid ? '5' : '1', channel: paid?.hinhThuc })),
    delivery: truth['traQua'] === 1 ? 'POST' : 'COUNTER',
    postal: [],
    reference: undefined,
    resultReference: truth['ketQua'] ? `${truth['id']}-kq` : undefined,
  };
} // prettier-ignore

/** The portal has a number of its own for what is filed online, and leaves out what another software takes care of. */
function portal(truth: Truth): Record<string, unknown> {
  const isOnline = truth['kenh'] === 2;
  const isReceived = truth['ngayTiepNhan'] !== null;
  const status = isOnline && truth['trangThai'] === '1' ? 'DA_NOP' : PORTAL[Number(truth['trangThai'])];
  const isElsewhere = truth['donViXuLy'].ma !== truth['donViTiepNhan'].ma;
  const { residentialArea: _, ...address } = (party('OWNER', truth['chuHoSo']) as Truth)['address'];
  const applicant = truth['nguoiNop'] && { ...party('APPLICANT', truth['nguoiNop']), sex: undefined, born: undefined, address: undefined };
  return {
    ...seen(truth),
    code: isReceived ? truth['maHoSo'] : undefined,
    online: isOnline ? `H26.TT-${truth['id']}` : undefined,
    national: isOnline && isReceived ? `G22.99-${truth['id']}` : undefined,
    units: { receiving: unit(truth['donViTiepNhan']), ...(isElsewhere && status !== 'DA_NOP' && { competent: unit(truth['donViXuLy']) }) },
    parties: [{ ...party('OWNER', truth['chuHoSo']), address }, ...(applicant ? [applicant] : [])],
    filedBy: undefined,
    status: { code: statusOf(truth), raw: status },
    submittedAt: isOnline ? second(truth['ngayNop']) : undefined,
    timeline: keyed(truth, 'quaTrinh', (step) => ({ ...stepOf(step), step: PORTAL[Number(step['trangThai'])], dueAt: undefined, status: undefined, actor: { name: step['nguoi'].ten } })),
    supplements: keyed(truth, 'boSung', (round) => ({ requestedAt: second(round['ngayYeuCau']), content: round['noiDung'], receivedAt: second(round['ngayNhan']) })),
    payments: [],
    reference: undefined,
    resultReference: truth['ketQua'] ? `${truth['id']}-kq.pdf` : undefined,
  };
} // prettier-ignore

/** The truth where of several promises the newest is kept, without the source's key. */
function seen(truth: Truth): Record<string, unknown> {
  const { dueDates: _, ...rest } = expected(truth);
  return { ...rest, promises: truth['ngayHenTra'] === null ? [] : [second(truth['ngayHenTra'])] };
}

function keyed(truth: Truth, name: string, of: (entry: Truth) => object): object[] {
  return (truth[name] as Truth[]).map((entry) => ({ key: entry['ma'], ...of(entry) }));
}

function stepOf(step: Truth): Record<string, unknown> {
  return {
    step: step['buoc'],
    label: step['tenBuoc'],
    occurredAt: second(step['luc']),
    dueAt: second(step['han']),
    status: step['trangThai'],
    actor: step['nguoi'] ? { id: step['nguoi'].ma, name: step['nguoi'].ten } : undefined,
    note: orNone(step['noiDung']),
  };
}

/** The sets of a dossier by the keys of the source, the rest by place; undefined members are those that must be absent. */
export function expected(truth: Truth): Record<string, unknown> {
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
    timeline: keyed(truth, 'quaTrinh', stepOf),
    dueDates: keyed(truth, 'henTra', (due) => ({ at: second(due['ngay']), reason: orNone(due['lyDo']) })),
    supplements: keyed(truth, 'boSung', (round) => ({
      requestedAt: second(round['ngayYeuCau']),
      content: orNone(round['noiDung']),
      receivedAt: second(round['ngayNhan']),
      dueBefore: second(round['henCu']),
      dueAfter: second(round['henMoi']),
    })),
    fees: keyed(truth, 'lePhi', (fee) => ({
      name: fee['ten'],
      kind: fee['loai'] === 'PHI' ? 'FEE' : 'LEVY',
      amount: String(fee['soTien']),
    })),
    payments: keyed(truth, 'thanhToan', (paid) => ({
      amount: String(paid['soTien']),
      at: second(paid['luc']),
      channel: paid['hinhThuc'],
    })),
    components: keyed(truth, 'giayTo', (paper) => ({ name: paper['ten'], form: FORMS[paper['ban']] })),
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
  const result = plain['result'];
  const identifier = (wanted: string): unknown =>
    plain['identifiers'].find(({ scheme }: Truth) => scheme === wanted)?.value;
  return {
    code: identifier('dossier-code'),
    online: identifier('online-code'),
    national: identifier('national-code'),
    origin: identifier('origin-code'),
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
    timeline: sorted('timeline', ({ step, label, occurredAt, dueAt, status, actor, note, transition }) => ({
      step, label, occurredAt, dueAt, status: status?.raw, actor, note, transition,
    })), // prettier-ignore
    dueDates: sorted('dueDates', ({ at, reason }) => ({ at, reason })),
    promises: ((plain['dueDates'] ?? []) as Truth[]).map(({ at }) => at),
    supplements: sorted('supplements', ({ requestedAt, content, receivedAt, dueBefore, dueAfter, state }) => ({
      requestedAt, content, receivedAt, dueBefore, dueAfter, state,
    })), // prettier-ignore
    fees: sorted('fees', ({ name, kind, amount }) => ({ name, kind, amount })),
    payments: sorted('payments', ({ amount, at, state, channel }) => ({ amount, at, state, channel })),
    components: sorted('components', ({ name, form }) => ({ name, form })),
    result: result && { code: result.code, name: result.name, issuedAt: result.issuedAt },
    resultReference: result?.reference,
    delivery: plain['delivery']?.method,
    postal: (plain['delivery']?.events ?? []).map(({ at, state, tracking }: Truth) => ({ at, state, tracking })),
    reference: plain['references']?.[0]?.value,
  };
}
