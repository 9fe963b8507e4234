import { encodeText, type Charset } from '@lienthong/vietnam';
import { defineAdapter } from '../../adapter';
import { xml } from '../../formats/xml';
import { identity } from '../../identity';
import { status } from '../../mapping/code';
import { constant, custom } from '../../mapping/constant';
import { refuse } from '../../mapping/field';
import { dossier } from '../../mapping/mapping';
import { moment } from '../../mapping/moment';
import { given } from '../../mapping/shape';
import { text } from '../../mapping/text';
import { name, personalId, phones } from '../../mapping/vietnamese';
import { files, fileSettings } from '../../sources/files';
import { Chance } from './chance';
import { ItemRecorder } from './recorded-item';
import { survivorIn } from './surviving-values';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Võ', 'Ưng', 'Ỷ', 'Âu'];
const GIVEN = ['An', 'Ánh', 'Bích Ngọc', 'Cường', 'Đức', 'Giang', 'Hạnh', 'Khuê', 'Lý', 'Nghĩa', 'Phượng', 'Quỳnh', 'Thuỷ', 'Yến']; // prettier-ignore
const COUNT = 150;

interface Person {
  readonly name: string;
  readonly so: string;
  readonly sinh: string;
  readonly gioi: string;
  readonly phone: string;
}

/** Good people, with numbers that agree with their sex and birth; every third is written in capitals. */
function person(at: number): Person {
  const chance = new Chance('people', String(at));
  const full = `${FAMILY[chance.next(FAMILY.length)]} Văn ${GIVEN[chance.next(GIVEN.length)]}`;
  const [year, sex] = [chance.between(1930, 1999), chance.next(2)];
  return {
    name: at % 3 === 0 ? full.toUpperCase() : full,
    so: `001${sex}${String(year).slice(2)}${String(chance.between(100_000, 999_999))}`,
    sinh: `${String(chance.between(10, 28))}/1${chance.next(3)}/${year}`,
    gioi: String(sex),
    phone: `09${String(chance.between(10_000_000, 99_999_999))}`,
  };
}

function adapterIn(charset: Charset | undefined) {
  const format = xml({ items: 'xuat/hoSo' });
  const written = charset === undefined ? {} : { charset };
  return defineAdapter({
    name: 'invented',
    about: 'Software that does not exist.',
    settings: fileSettings,
    zone: 'Asia/Ho_Chi_Minh',
    source: files({ pattern: /\.xml$/, format }),
    format,
    identity: identity('@ma'),
    mapping: dossier({
      identifiers: [{ scheme: constant('row'), value: text('@ma'), source: constant('here') }],
      status: status('@tt', { 2: 'ACCEPTED' }, { unknown: 'park' }),
      parties: [
        {
          role: constant('OWNER'),
          name: name('ten', written),
          born: moment('sinh', 'dd/MM/yyyy'),
          ids: [given('so', personalId('so', { sex: { path: 'gioi', male: '0', female: '1' }, born: { path: 'sinh', formats: ['dd/MM/yyyy'] } }))], // prettier-ignore
          phones: phones('dt'),
        },
      ],
    }),
  });
}

describe(ItemRecorder.name, () => {
  it.each<[string, string, Charset | undefined]>([
    ['UTF-8', 'utf-8', undefined],
    ['TCVN3 in windows-1252', 'windows-1252', 'tcvn3'],
    ['VNI in windows-1252', 'windows-1252', 'vni'],
  ])(
    'replaces every value of generated records in %s, and keeps length, outcome and agreement',
    async (_what, label, charset) => {
      const adapter = adapterIn(charset);
      const recorder = new ItemRecorder(adapter, 'known to this test alone');
      const leftOut: string[] = [];
      const others: Buffer[] = [];
      for (let at = 0; at < COUNT; at += 1) {
        const one = person(at);
        const shown = charset === undefined ? Buffer.from(one.name) : encodeText(one.name, charset);
        if (shown === undefined) continue; // TCVN3 has few capital letters.
        const state = at % 5 === 0 ? '9' : '2';
        const [before, after] = [`<hoSo ma="HS-${String(40_000_000 + at)}" tt="${state}"><ten>`, `</ten><gioi>${one.gioi}</gioi><sinh>${one.sinh}</sinh><so>${one.so}</so><dt>${one.phone}</dt><la><x y="${one.phone}">${one.so}</x></la></hoSo>`]; // prettier-ignore
        const page = Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?><xuat>${before}`), shown, Buffer.from(`${after}</xuat>`)]); // prettier-ignore
        for await (const item of adapter.format.split(once(page), { rawBytes: 1_000_000 })) {
          const read = await recorder.read(item);
          if ('leftOut' in read) throw new Error(read.leftOut);
          const made = await recorder.disguise(item, read);
          if ('leftOut' in made) leftOut.push(made.leftOut);
          else {
            others.push(made.bytes);
            expect(survivorIn([made.bytes, Buffer.from(JSON.stringify(made.item))], made.values, made.names)).toBeUndefined(); // prettier-ignore
            // TCVN3 writes most capitals as small letters.
            expect(made.values.map((value) => value.text.toLowerCase())).toContain(one.name.toLowerCase());
            expect(made.item.outcome.kind).toBe(state === '2' ? 'dossier' : 'parked');
            const { document } = made.item.outcome as { document?: { findings: unknown } };
            expect(document?.findings ?? []).toEqual([]);
            const [raw] = await lengthsOf(adapter.format, made.bytes);
            expect(raw).toBe(item.raw?.length);
          }
        }
      }
      expect(leftOut.length).toBeLessThan(COUNT / 20);
      expect(others.length).toBeGreaterThan(COUNT / 2);
      expect(new Set(others.map((bytes) => bytes.toString('latin1'))).size).toBe(others.length);
    },
  );

  it('leaves out an item that would become something else', async () => {
    const plain = adapterIn(undefined);
    const subject = custom((one) => (one === 'Nguyễn Lan' ? one : refuse('it is another')), 'ten');
    const adapter = defineAdapter({ ...plain, mapping: dossier({ ...plain.mapping.shape, parties: [], subject }) });
    const recorder = new ItemRecorder(adapter, 'known to this test alone');
    const page = Buffer.from('<xuat><hoSo ma="HS-40000001" tt="2"><ten>Nguyễn Lan</ten></hoSo></xuat>');
    for await (const item of adapter.format.split(once(page), { rawBytes: 1_000 })) {
      const read = await recorder.read(item);
      if ('leftOut' in read) throw new Error(read.leftOut);
      expect(await recorder.disguise(item, read)).toEqual({ leftOut: 'the disguised item becomes something else' });
    }
  });
});

async function lengthsOf(format: ReturnType<typeof xml>, page: Buffer): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for await (const { raw } of format.split(once(page), { rawBytes: 1_000_000 })) found.push(raw?.length);
  return found;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
