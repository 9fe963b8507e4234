import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeText } from '@lienthong/vietnam';
import { defineAdapter, type Adapter } from '../../adapter';
import type { Format } from '../../format';
import { json } from '../../formats/json';
import { xml } from '../../formats/xml';
import { identity } from '../../identity';
import { amount } from '../../mapping/amount';
import { code, status } from '../../mapping/code';
import { compile } from '../../mapping/compile';
import { constant, custom } from '../../mapping/constant';
import { keyId } from '../../mapping/entry-key';
import { dossier } from '../../mapping/mapping';
import { moment } from '../../mapping/moment';
import { each, given } from '../../mapping/shape';
import { text } from '../../mapping/text';
import { name, personalId, phones } from '../../mapping/vietnamese';
import type { Node } from '../../node';
import { files, fileSettings } from '../../sources/files';
import { rest, restSettings } from '../../sources/rest';
import { otherDigits } from './digit-permutation';
import { FileRoom } from '../file-room';
import { recordSamples, type Recording, type RecordOptions } from './record-samples';
import type { RecordProgress } from './session';
import { expectedOf, samplesOf, type SampleItem } from '../samples';
import { ndjson } from '../../formats/ndjson';
import { OPTIONS, RestRoom } from '../rest-room';

const SECRET = 'known to this test alone';
const TIME = 'dd/MM/yyyy HH:mm:ss';
const STATES = { 2: 'ACCEPTED', 4: 'IN_PROGRESS', 10: 'RETURNED' } as const;

const format = json({ items: 'ketQua/dong' });
const software = defineAdapter({
  name: 'invented',
  about: 'Software that does not exist.',
  settings: restSettings,
  zone: 'Asia/Ho_Chi_Minh',
  source: rest({ ...OPTIONS, format, items: { ...OPTIONS.items, changed: 'capNhat' } }),
  format,
  identity: identity('id'),
  mapping: dossier(
    {
      identifiers: [{ scheme: constant('row'), value: text('id'), source: constant('here') }],
      status: status('trangThai', STATES, { unknown: 'park' }),
      parties: [
        {
          role: constant('OWNER'),
          name: name('chu/hoTen'),
          sex: code('chu/gioi', { 0: 'MALE', 1: 'FEMALE' }).optional(),
          born: moment('chu/sinh', ['dd/MM/yyyy', 'yyyy']).optional(),
          ids: [
            given(
              'chu/so',
              personalId('chu/so', {
                sex: { path: 'chu/gioi', male: '0', female: '1' },
                born: { path: 'chu/sinh', formats: ['dd/MM/yyyy', 'yyyy'] },
              }),
            ),
          ],
          phones: phones('chu/dienThoai').optional(),
        },
      ],
      receivedAt: moment('tiepNhan', TIME).optional(),
      subject: text('trichYeu').optional(),
      timeline: each('buoc', { key: keyId('ma'), step: text('ten'), occurredAt: moment('luc', TIME) }),
      fees: each('phi', { key: keyId('ma'), amount: amount('tien', { places: 0 }), currency: constant('VND') }),
      result: { code: custom((so) => (so === 'hỏng' ? ({} as { a: { b: string } }).a.b : so), 'so') },
    },
    { drop: [{ path: 'loai', equals: ['THU'], rule: 'a test of the software' }] },
  ),
});

/** Values of the rows below that may stay. */
const OPEN = /^(?:2|4|10|THU|\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d|2025-.*Z|15000)$/;
const NAMES = ['Nguyễn Văn A', 'Trần Thị Mẫu', 'LÊ VĂN THỬ', 'Đặng Thị Ví Dụ', 'Phạm Minh Họa'];

interface Row extends Node {
  id: number;
  capNhat: string;
}

function row(at: number, more: object = {}): Row {
  const owner = NAMES[at % NAMES.length] ?? '';
  const born = 1950 + (at % 50);
  return {
    id: 11_000_000 + at,
    capNhat: new Date(Date.UTC(2025, 0, 1, 0, at)).toISOString(),
    trangThai: ['2', '4', '10'][at % 3] ?? '2',
    chu: {
      hoTen: owner,
      gioi: 0,
      sinh: `12/03/${born}`,
      so: `0010${String(born).slice(2)}${String(300_000 + at * 7)}`,
      dienThoai: '0912 345 678',
    },
    trichYeu: `Cấp bản sao cho ${owner}, số 12/3 ngõ Bảy`,
    tiepNhan: '03/08/2025 09:15:00',
    buoc: [
      { ma: `${11_000_000 + at}-1`, ten: 'Tiếp nhận', luc: '03/08/2025 09:15:00', nguoi: 'Vũ Thị Cán Bộ' },
      { ma: `${11_000_000 + at}-2`, ten: 'Thụ lý', luc: '04/08/2025 10:00:00', ghiChu: ['đã gọi 0987654321'] },
    ],
    phi: [{ ma: 'p1', tien: 15_000 }],
    ngoai: { email: 'vi.du@example.vn', anh: Buffer.from(owner).toString('base64'), toaDo: [[21.02851, 105.80482]] },
    ...more,
  };
}

const ROWS: Row[] = [
  ...Array.from({ length: 30 }, (_, at) => row(at)),
  row(30, { chu: { hoTen: 'Hoàng Thị Lan' }, buoc: [], phi: [] }),
  row(31, { trangThai: '77', 'Nguyễn Thị Khóa': true }),
  row(32, { chu: {} }),
  row(33, { loai: 'THU' }),
  row(34, { buoc: [{ ma: '1', ten: 'Thụ lý', luc: 'gọi anh Bình' }] }),
  row(35, { trangThai: '77' }),
  row(36, { so: 'hỏng' }),
  row(37, { chu: { hoTen: 'Trần Bỏ Dấu', gioi: 0, sinh: '12/03/1984', so: '1084012345' } }),
];

interface Recorded {
  readonly samples: { name: string; bytes: Buffer; expected: SampleItem[] }[];
  readonly told: Recording;
  readonly progress: RecordProgress;
}

async function record(
  adapter: Adapter,
  settings: Record<string, unknown>,
  options: RecordOptions = {},
): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-record-'));
  try {
    let progress: RecordProgress = { pages: 0, items: 0, leftOut: {}, incomplete: {} };
    const onProgress = (next: RecordProgress): void => void (progress = next);
    const told = await recordSamples(adapter, settings, folder, { random: SECRET, onProgress, ...options });
    const samples = samplesOf(folder).map((sample) => ({
      name: sample.name,
      bytes: readFileSync(sample.input),
      expected: expectedOf(sample) as SampleItem[],
    }));
    expect(readdirSync(join(folder, 'samples'))).toHaveLength(2 * told.written.length);
    return { samples, told, progress };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function atRoom<T>(rows: Row[], use: (room: RestRoom) => Promise<T>): Promise<T> {
  const room = await RestRoom.open();
  const bodyOf = (some: Row[]): string => JSON.stringify({ ketQua: { dong: some } }, null, 1);
  room.trick = (url, reply) => {
    const [size, page, since] = ['size', 'page', 'since'].map((name) => url.searchParams.get(name) ?? '');
    const found = rows.filter((one) => one.capNhat >= (since ?? ''));
    const from = (Number(page) - 1 || 0) * Number(size);
    reply.end(bodyOf(found.slice(from, from + Number(size))));
    return true;
  };
  try {
    return await use(room);
  } finally {
    await room.close();
  }
}

function recordRows(rows: Row[], options: RecordOptions = {}): Promise<Recorded> {
  return atRoom(rows, (room) => record(software, { baseUrl: room.url, apiKey: 'k' }, options));
}

function scalars(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalars) : [];
}

function formsOf(value: string): Buffer[] {
  const texts = [
    value,
    value.normalize('NFD'),
    value.toLowerCase(),
    value.toUpperCase(),
    JSON.stringify(value).slice(1, -1),
  ];
  const legacy = (['tcvn3', 'vni', 'windows-1258', 'viqr'] as const).flatMap(
    (charset) => encodeText(value, charset) ?? [],
  );
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1);
  return [...[...texts, base64].map((one) => Buffer.from(one)), ...legacy];
}

async function itemsOf(of: Format, page: Buffer): Promise<Buffer[]> {
  const items: Buffer[] = [];
  const bytes = async function* (): AsyncGenerator<Buffer> {
    yield await Promise.resolve(page);
  };
  for await (const { raw } of of.split(bytes(), { rawBytes: 1_000_000 })) if (raw) items.push(raw);
  return items;
}

describe(recordSamples.name, () => {
  let session: Recorded;
  beforeAll(async () => {
    session = await recordRows(ROWS);
  });

  it('has no value of a row that may not stay, in samples, outcomes, names and progress', () => {
    const all = Buffer.concat(session.samples.flatMap(({ name: called, bytes, expected }) => [bytes, Buffer.from(JSON.stringify([called, expected]))]).concat(Buffer.from(JSON.stringify([session.progress, session.told])))); // prettier-ignore
    const personal = new Set(ROWS.flatMap(scalars).filter((value) => value.length >= 4 && !OPEN.test(value)));
    expect(personal.size).toBeGreaterThan(100);
    expect([...personal].filter((value) => formsOf(value).some((form) => all.includes(form)))).toEqual([]);
    const words = new Set([...personal].flatMap((value) => value.match(/\p{L}{4,}/gu) ?? []));
    const shown = session.samples.flatMap(({ bytes }) => scalars(JSON.parse(bytes.toString())));
    expect([...words].filter((word) => shown.some((value) => value.includes(word)))).toEqual([]);
  });

  it('keeps the bytes, the values that may stay and the outcome of each row', async () => {
    const normalise = compile(software.mapping, software);
    expect(session.samples.length).toBeGreaterThan(5);
    for (const { bytes, expected } of session.samples) {
      const [item] = expected;
      const original = ROWS.find(({ id }) => otherDigits(String(id), SECRET) === item?.identity);
      const [raw, ...more] = await itemsOf(format, bytes);
      expect(more).toEqual([]);
      const [source] = await itemsOf(format, Buffer.from(JSON.stringify({ ketQua: { dong: [original] } }, null, 1)));
      expect(raw).toHaveLength(source!.length);
      const other = JSON.parse(raw!.toString()) as Node;
      expect(scalars(other).map((value) => value.length)).toEqual(scalars(original).map((value) => value.length));
      expect(other).toMatchObject({ capNhat: original!.capNhat, tiepNhan: original!['tiepNhan'] });
      const outcome = normalise(original!, { system: 'sample', zone: software.zone });
      expect(item?.outcome.kind).toBe(outcome.kind);
      if (outcome.kind === 'dossier') expect(item?.outcome).toMatchObject({ document: { status: outcome.document['status'], receivedAt: outcome.document['receivedAt'] } }); // prettier-ignore
      if (outcome.kind === 'parked') expect(item?.outcome).toMatchObject({ cause: outcome.cause, path: outcome.path });
    }
  });

  it('keeps number, sex and birth of a person in agreement, also where a spreadsheet took zeros', () => {
    const noted = session.samples.flatMap(({ expected: [item] }) => (item?.outcome.kind === 'dossier' ? item.outcome.document.findings : [])); // prettier-ignore
    expect(noted.map((finding) => finding.code)).toEqual(['ID_ZEROS_RESTORED']);
  });

  it('keeps one of each kind, and no two that are alike', () => {
    expect(session.samples.map((one) => one.name).sort()).toEqual([
      'accepted-01', 'dropped-01', 'in-progress-01', 'malformed-date-01', 'missing-01', 'returned-01', 'unknown-code-01',
      ...session.samples.filter((one) => one.name.endsWith('2')).map((one) => one.name),
    ].sort()); // prettier-ignore
    expect(session.samples.length).toBeLessThan(12);
  });

  it('counts what it read and what it left out, by rules', () => {
    expect(session.progress).toEqual({
      pages: 1,
      items: ROWS.length,
      leftOut: { 'a member is named as a value would be': 1, 'the mapping fails on the item': 1 },
      incomplete: {},
    });
  });

  it('tells what was written, replaced and kept, by name, path and reason', () => {
    const { written, replaced, kept } = session.told;
    expect(written.map((one) => one.name).sort()).toEqual(session.samples.map((one) => one.name));
    expect(written).toContainEqual({ name: 'unknown-code-01', items: 1, outcome: 'unknown-code' });
    expect(replaced['chu/hoTen']).toBeGreaterThan(2);
    expect(replaced['ngoai/email']).toBeGreaterThan(2);
    expect(kept).toContainEqual({ path: 'phi/tien', why: 'amount of /fees/*/amount, which is open to all' });
    expect(kept).toContainEqual({ path: 'capNhat', why: 'the change time by which the source is read' });
    expect(kept.map((one) => one.path)).not.toContain('ngoai/email');
  });

  it('gives the same samples for one secret, and others for a secret that is drawn', async () => {
    expect((await recordRows(ROWS)).samples).toEqual(session.samples);
    const drawn = await recordRows(ROWS, { random: undefined as never });
    expect(drawn.samples.map(({ bytes }) => bytes.toString())).not.toEqual(
      session.samples.map(({ bytes }) => bytes.toString()),
    );
  });

  it('reads no more items, and writes no more samples, than it may', async () => {
    const many = Array.from({ length: 450 }, (_, at) => row(at));
    expect((await recordRows(many, { read: 120 })).progress).toMatchObject({ items: 120 });
    expect((await recordRows(many, { most: 2 })).samples).toHaveLength(2);
  });

  it('reaches what comes late in a long session', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => row(at));
    const { told, progress } = await recordRows([...many, row(2_000, { loai: 'THU' })]);
    expect(progress.items).toBeGreaterThanOrEqual(2_001);
    expect(told.written.map((one) => one.outcome)).toContain('dropped');
    expect(told.written.length).toBeLessThan(12);
  });

  it('takes an open time that is also written in a member nobody maps for no survivor', async () => {
    const { samples } = await recordRows([row(1, { xem: '2025-08-03T09:15:00+07:00' })]);
    expect(samples).toHaveLength(1);
    expect(samples[0]!.bytes.includes('2025-08-03T09:15:00+07:00')).toBe(false);
  });

  it('replaces a value by the same value throughout a session', async () => {
    const same = [row(1), row(2, { trangThai: '10', chu: { ...(row(1)['chu'] as Node) } })];
    const { samples } = await recordRows(same);
    const owners = samples.map(({ bytes }) => (JSON.parse(bytes.toString()) as { ketQua: { dong: Node[] } }).ketQua.dong[0]?.['chu']); // prettier-ignore
    expect(owners).toHaveLength(2);
    expect(owners[0]).toMatchObject(owners[1] as object);
  });

  it('writes nothing where a value is left, and names its path alone', async () => {
    // What the mapping's own code makes up is in the outcome only, which the disguise does not see.
    const leaking = defineAdapter({ ...software, mapping: dossier({ ...software.mapping.shape, subject: custom(() => 'Nguyễn Văn A', 'trichYeu') }) }); // prettier-ignore
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-record-'));
    const written = atRoom([row(0)], (room) => recordSamples(leaking, { baseUrl: room.url, apiKey: 'k' }, folder));
    await expect(written).rejects.toMatchObject({ code: 'LT-ADAPTER-10', message: expect.stringContaining('"chu/hoTen"') as string }); // prettier-ignore
    await expect(written).rejects.not.toMatchObject({ message: expect.stringContaining('Nguyễn') as string });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('leaves the samples that are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-record-'));
    const once = (): Promise<Recording> =>
      atRoom([row(0)], (room) => recordSamples(software, { baseUrl: room.url, apiKey: 'k' }, folder));
    expect([(await once()).written, (await once()).written].flat().map((one) => one.name)).toEqual([
      'accepted-01',
      'accepted-02',
    ]);
    rmSync(folder, { recursive: true });
  });

  it('ends where its signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(recordRows(ROWS, { signal })).rejects.toThrow('enough');
  });
});

describe('a session of files in windows-1252 with TCVN3 in them', () => {
  const xmlFormat = xml({ items: 'xuat/hoSo' });
  const exported = defineAdapter({
    ...software,
    settings: fileSettings,
    source: files({ pattern: /\.xml$/, format: xmlFormat }),
    format: xmlFormat,
    identity: identity('@ma'),
    mapping: dossier({
      identifiers: [{ scheme: constant('row'), value: text('@ma'), source: constant('here') }],
      status: status('o[@ten=trangThai]/@giaTri', STATES, { unknown: 'park' }),
      parties: [{ role: constant('OWNER'), name: name('o[@ten=hoTen]/@giaTri', { charset: 'tcvn3' }) }],
      note: text('ghiChu', { charset: 'tcvn3' }).optional(),
      receivedAt: moment('o[@ten=luc]/@giaTri', TIME),
    }),
  });
  const PERSONAL = ['Trần Thị Mẫu', 'NGUYễN VĂN Sáu', 'Gọi chị Hạnh & anh Bảo', 'Hồ Thị Chín', 'HS-110005'];
  const item = (state: string, who: string, at: number): (string | Buffer)[] => [
    `<hoSo ma="HS-11000${at}">\n <o ten='hoTen' giaTri='`, encodeText(who, 'tcvn3')!, `'/>\n <o ten="trangThai" giaTri="${state}"/>`,
    ' <o ten="luc" giaTri="03/08/2025 09:15:00"/><!-- ', encodeText('Hồ Thị Chín', 'tcvn3')!, ' --><ghiChu><![CDATA[',
    encodeText('Gọi chị Hạnh ', 'tcvn3')!, ']]>&amp; ', encodeText('anh Bảo', 'tcvn3')!, '</ghiChu>\n</hoSo>',
  ]; // prettier-ignore
  const file = Buffer.concat(['<?xml version="1.0" encoding="windows-1252"?>\n<xuat>', ...item('4', 'Trần Thị Mẫu', 5), ...item('9', 'NGUYễN VĂN Sáu', 6), '</xuat>'].map((part) => Buffer.from(part as string, 'latin1'))); // prettier-ignore

  it('keeps bytes and structure, and no value in any charset', async () => {
    const room = await FileRoom.create();
    try {
      await room.put('xuat.xml', file);
      const { samples, progress } = await record(exported, { directory: room.directory, settleMs: 0 });
      expect(progress).toEqual({ pages: 1, items: 2, leftOut: {}, incomplete: {} });
      expect(samples.map((one) => one.name).sort()).toEqual(['in-progress-01', 'unknown-code-01']);
      const sources = await itemsOf(xmlFormat, file);
      for (const { bytes, expected } of samples) {
        const [raw] = await itemsOf(xmlFormat, bytes);
        expect(sources.map(({ length }) => length)).toContain(raw?.length);
        const own = JSON.stringify(expected);
        const found = PERSONAL.filter((value) => formsOf(value).some((form) => bytes.includes(form) || own.includes(form.toString('latin1')))); // prettier-ignore
        expect(found).toEqual([]);
        expect(bytes.toString('latin1')).toMatch(
          /encoding="windows-1252"\?>\n<xuat>[^]*ten='hoTen'[^]*<!-- [^]* --><ghiChu><!\[CDATA\[[^]*\]\]>&amp; /,
        );
        expect(bytes.toString('latin1')).toContain('giaTri="03/08/2025 09:15:00"');
      }
      const document = samples.flatMap(({ expected: [one] }) => (one?.outcome.kind === 'dossier' ? [one.outcome.document] : []))[0]; // prettier-ignore
      expect(document).toMatchObject({
        parties: [{ name: expect.stringMatching(/^\p{Lu}\p{Ll}{3} \p{Lu}\p{Ll}{2} \p{Lu}\p{Ll}{2}$/u) }],
      });
      expect(document?.['note']).toMatch(/^\p{Lu}\p{Ll}{2} \p{Ll}{3} \p{Lu}\p{Ll}{3} & \p{Ll}{3} \p{Lu}\p{Ll}{2}$/u);
    } finally {
      await room.remove();
    }
  });
});

describe('a session of JSON lines', () => {
  it('keeps one line a sample, the outcome, and no value', async () => {
    const format = ndjson();
    const lines = defineAdapter({ ...software, settings: fileSettings, source: files({ pattern: /\.ndjson$/, format }), format }); // prettier-ignore
    const room = await FileRoom.create();
    try {
      await room.put('ra.ndjson', ROWS.map((one) => JSON.stringify(one)).join('\n'));
      const { samples, told } = await record(lines, { directory: room.directory, settleMs: 0 });
      expect(told.written.map((one) => one.outcome)).toEqual(expect.arrayContaining(['accepted', 'dropped', 'unknown-code', 'malformed-date'])); // prettier-ignore
      const personal = [...new Set(ROWS.flatMap(scalars))].filter((value) => value.length >= 4 && !OPEN.test(value));
      const all = Buffer.concat(samples.map(({ bytes }) => bytes));
      expect(personal.filter((value) => formsOf(value).some((form) => all.includes(form)))).toEqual([]);
      for (const { bytes } of samples) expect(bytes.toString()).toMatch(/^\{.*\}\n$/);
    } finally {
      await room.remove();
    }
  });
});
