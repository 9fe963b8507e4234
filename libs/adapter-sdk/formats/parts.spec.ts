import type { RawItem } from '../format';
import { ndjson, ndjsonItem } from './ndjson';
import { parts, partsOf, type Part } from './parts';

const format = parts(ndjson(), { kind: 'queue', main: 'hoso', others: { trangthai: 'id', ketqua: null } });
const item = (value: object): RawItem => ndjsonItem(Buffer.from(JSON.stringify(value)));
const part = (value: object): Part => format.parts.of(item(value)) as Part;
const joined = (...values: object[]): RawItem => format.parts.join(values.map(part));
const treeOf = ({ raw = Buffer.alloc(0), charset }: RawItem) => format.parse(raw, charset);

describe('parts', () => {
  it('gives a list per kind, numbers by their size, whatever the order they came in', () => {
    const all = [
      { queue: 'trangthai', id: 10 },
      { queue: 'trangthai', id: 9 },
      { queue: 'hoso', no: 'Hồ sơ 1' },
    ];
    expect(treeOf(joined(...all))).toEqual({ hoso: [all[2]], trangthai: [all[1], all[0]] });
    expect(joined(...all).digest).toEqual(joined(...all.reverse()).digest);
  });

  it('keeps the exact bytes of each part, in its own charset', () => {
    const raw = Buffer.from('{"queue":"hoso", "no" : 1}');
    const { raw: bytes = Buffer.alloc(0) } = format.parts.join([{ kind: 'hoso', key: '', raw, charset: 'utf-8' }]);
    expect(JSON.parse(bytes.toString())).toEqual([{ kind: 'hoso', key: '', charset: 'utf-8', raw: raw.toString() }]);
    const latin = Buffer.from([0x7b, 0xe9, 0x7d]);
    const legacy = format.parts.join([{ kind: 'hoso', key: '', raw: latin, charset: 'tcvn3' }]).raw;
    expect(JSON.parse(legacy?.toString() ?? '')).toMatchObject([
      { base64: latin.toString('base64'), charset: 'tcvn3' },
    ]);
  });

  it('takes the head of the main part, else that of what there is', () => {
    expect(joined({ queue: 'trangthai', id: 1, no: 'b' }, { queue: 'hoso', no: 'a' }).head['no']).toBe('a');
    expect(joined({ queue: 'trangthai', id: 1, no: 'b' }).head['no']).toBe('b');
  });

  it('tells a part that is none by its kind, its key, or the fault it has', () => {
    expect(format.parts.of(item({ queue: 'khac' }))).toMatchObject({ code: 'PART_UNKNOWN', path: 'queue', rule: expect.stringContaining('hoso, trangthai, ketqua') as string }); // prettier-ignore
    expect(format.parts.of(item({ queue: 'trangthai' }))).toMatchObject({ code: 'PART_UNKNOWN', path: 'id' });
    expect(format.parts.of({ ...item({ queue: 'hoso' }), fault: { code: 'TOO_LARGE', rule: 'x' } })).toEqual({ code: 'TOO_LARGE', rule: 'x' }); // prettier-ignore
  });

  it('reads a part alone as a dossier of which nothing else is known', () => {
    expect(format.parse(Buffer.from('{"queue":"ketqua"}'), 'utf-8')).toEqual({ ketqua: [{ queue: 'ketqua' }] });
  });

  it('is known for what it is, and other formats for what they are', () => {
    expect(partsOf(format)?.main).toBe('hoso');
    expect(partsOf(ndjson())).toBeUndefined();
  });
});
