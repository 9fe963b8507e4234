import {
  amount, code, constant, day, dossier, each, given, keyId, moment, status, text, type Shape,
} from '@lienthong/adapter-sdk'; // prettier-ignore

const TIME = 'dd/MM/yyyy HH:mm:ss';
const STATUS = {
  1: 'SUBMITTED',
  2: 'ACCEPTED',
  3: 'REJECTED_AT_INTAKE',
  4: 'IN_PROGRESS',
  5: 'SUPPLEMENT_REQUESTED',
  6: 'PAYMENT_REQUESTED',
  7: 'WITHDRAWN',
  8: 'SUSPENDED',
  9: 'DECIDED',
  10: 'RETURNED',
} as const;

const time = (path: string) => moment(path, TIME);
const unit = (path: string): Shape => ({ code: text(`${path}/ma`), name: text(`${path}/ten`).optional() });

/** A party at a path; the software writes a year alone where the day of birth is not known. */
const party = (path: string): { readonly [member: string]: Shape } => ({
  kind: code(`${path}/loai`, { 1: 'CITIZEN', 2: 'BUSINESS', 3: 'STATE_BODY', 4: 'ORGANISATION' }),
  name: text(`${path}/hoTen`),
  ids: [
    given(`${path}/soGiayTo`, {
      kind: text(`${path}/loaiGiayTo`).optional(),
      value: text(`${path}/soGiayTo`),
    }),
  ],
  sex: code(`${path}/gioiTinh`, { 0: 'MALE', 1: 'FEMALE' }).optional(),
  born: moment(`${path}/ngaySinh`, ['dd/MM/yyyy', 'yyyy']).optional().orFinding(),
  phones: [given(`${path}/dienThoai`, text(`${path}/dienThoai`))],
  address: {
    line: text(`${path}/diaChi`).optional(),
    residentialArea: text(`${path}/toDanPho`).optional(),
  },
});

const UNSAID = 'the software has no such member';
const UNDATED = 'the software gives codes of units without the day they are meant for';

/** Fields of a dossier that the software does not have. */
const without = {
  '/procedure/variant': UNSAID,
  '/units/receiving/date': UNDATED,
  '/units/competent/date': UNDATED,
  '/units/returning/date': UNDATED,
  '/parties/*/emails': UNSAID,
  '/parties/*/address/unit': 'an address is one line and the residential area',
  '/handler/department': UNSAID,
  '/timeline/*/recordedAt': 'a step is written down when it happens',
  '/timeline/*/plannedAt': 'a step has a due time, and none it is planned for',
  '/timeline/*/transition': 'a step is told by its code and the status it leads to',
  '/timeline/*/actor/title': UNSAID,
  '/timeline/*/actor/department': UNSAID,
  '/timeline/*/supervisor': UNSAID,
  '/dueDates/*/supplement': 'a promise does not name the request that moved it',
  '/supplements/*/requestedBy': 'the officer stands in the step of the timeline',
  '/supplements/*/receivedBy': 'the officer stands in the step of the timeline',
  '/supplements/*/state': 'a request is open until it has the time at which the papers came',
  '/supplements/*/papers': 'the papers are written into the text of the request',
  '/components/*/code': UNSAID,
  '/components/*/file': 'the interface lists papers, and gives no files',
  '/payments/*/state': 'only payments that were made are listed',
  '/result/reference': 'the interface gives no files',
  '/delivery/events/*/place': UNSAID,
  '/civilStatus': 'the register of civil status is another software',
};

/** A row of the software as a dossier. README.md lists every member and what becomes of it. */
export const mapping = dossier(
  {
    deleted: code('xoa', { true: true, false: false }).optional(),
    identifiers: [
      { scheme: constant('dossier-code'), value: text('maHoSo'), source: constant('system') },
      { scheme: constant('row-id'), value: text('id'), source: constant('system') },
    ],
    procedure: {
      national: text('maTTHC').optional(),
      local: text('maTTNoiBo').optional(),
      name: text('tenTTHC').optional(),
    },
    units: { receiving: unit('donViTiepNhan'), competent: unit('donViXuLy'), returning: unit('donViTra') },
    parties: [
      { role: constant('OWNER'), ...party('chuHoSo') },
      given('nguoiNop/loai | nguoiNop/hoTen | nguoiNop/soGiayTo', {
        role: code('nopThay', { 0: 'APPLICANT', 1: 'APPLICANT', 2: 'AUTHORISED' }),
        ...party('nguoiNop'),
      }),
    ],
    filedBy: code('nopThay', { 0: 'SELF', 1: 'OFFICER_ON_BEHALF', 2: 'AUTHORISED' }).optional(),
    channel: code('kenh', { 1: 'COUNTER', 2: 'ONLINE', 3: 'POSTAL' }),
    serviceLevel: given('mucDo', {
      raw: text('mucDo'),
      level: code('mucDo', { 1: 'INFO', 2: 'INFO', 3: 'PARTIAL', 4: 'FULL' }),
    }),
    status: status('trangThai', STATUS, { unknown: 'UNMAPPED', label: 'trangThaiTen' }),
    submittedAt: time('ngayNop').optional(),
    receivedAt: time('ngayTiepNhan').optional(),
    finishedAt: time('ngayXong').optional(),
    returnedAt: time('ngayTra').optional(),
    subject: text('trichYeu').optional(),
    note: text('ghiChu').optional(),
    handler: { id: text('canBo/ma').optional(), name: text('canBo/ten').optional() },
    timeline: each('quaTrinh', {
      key: keyId('ma'),
      step: text('buoc'),
      label: text('tenBuoc').optional(),
      occurredAt: time('luc'),
      dueAt: time('han').optional(),
      status: status('trangThai', STATUS, { unknown: 'UNMAPPED' }),
      actor: { id: text('nguoi/ma').optional(), name: text('nguoi/ten').optional() },
      note: text('noiDung').optional(),
    }),
    dueDates: [
      each('henTra', {
        key: keyId('ma'),
        kind: constant('PROMISED'),
        at: time('ngay'),
        reason: text('lyDo').optional(),
      }),
    ],
    supplements: each('boSung', {
      key: keyId('ma'),
      requestedAt: time('ngayYeuCau'),
      content: text('noiDung').optional(),
      receivedAt: time('ngayNhan').optional(),
      dueBefore: time('henCu').optional(),
      dueAfter: time('henMoi').optional(),
    }),
    components: each('giayTo', {
      key: keyId('ma'),
      name: text('ten').optional(),
      form: code('ban', { CHINH: 'ORIGINAL', SAO: 'COPY', SO_HOA: 'DIGITISED' }),
    }),
    fees: each('lePhi', {
      key: keyId('ma'),
      kind: code('loai', { PHI: 'FEE', LE_PHI: 'LEVY' }).optional(),
      name: text('ten').optional(),
      amount: amount('soTien', { places: 0 }),
      currency: constant('VND'),
    }),
    payments: each('thanhToan', {
      key: keyId('ma'),
      at: time('luc').optional(),
      amount: amount('soTien', { places: 0 }),
      currency: constant('VND'),
      channel: text('hinhThuc').optional(),
    }),
    result: {
      code: text('ketQua/so').optional(),
      name: text('ketQua/ten').optional(),
      issuedAt: day('ketQua/ngay', 'dd/MM/yyyy').optional(),
    },
    delivery: {
      method: code('traQua', { 0: 'COUNTER', 1: 'POST', 2: 'ONLINE' }),
      events: each('buuDien', {
        at: time('luc'),
        state: text('trangThai'),
        tracking: text('maVanDon').optional(),
      }),
    },
    references: [
      given('lienThong', {
        scheme: constant('dossier-code'),
        value: text('lienThong'),
        relation: constant('INTERLINKED'),
      }),
    ],
  },
  { without },
);
