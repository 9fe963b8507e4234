import { BYTES_AS_THEY_ARE, rowItem, rowTree, type Row } from './row';

const LIMIT = { rawBytes: 1_000 };
const ROW: Row = {
  SO: '17',
  HOTEN: Buffer.from([0x48, 0xb5, 0x20, 0x4e, 0xe9, 0x69]),
  TRA_NGAY: null,
  GHICHU: 'Hồ sơ',
  LUU: [{ BUOC: '1' }, { BUOC: '2' }],
};

describe('rowItem', () => {
  it('keeps columns by name in canonical JSON, bytes that are not UTF-8 as base64', () => {
    const { raw, head, fault } = rowItem(ROW, 'tcvn3', LIMIT);
    expect(raw?.toString()).toBe(
      '{"GHICHU":"Hồ sơ","HOTEN":{"base64":"SLUgTulp"},"LUU":[{"BUOC":"1"},{"BUOC":"2"}],"SO":"17","TRA_NGAY":null}',
    );
    expect(head).toEqual({ SO: '17', HOTEN: 'Hà Nội', TRA_NGAY: null, GHICHU: 'Hồ sơ' });
    expect(fault).toBeUndefined();
  });

  it('takes bytes of a legacy charset for what they are, also where they look like UTF-8', () => {
    const bytes = Buffer.from('Ế');
    const { raw = Buffer.alloc(0), head } = rowItem({ HOTEN: bytes }, 'tcvn3', LIMIT);
    expect(head['HOTEN']).not.toBe('Ế');
    expect(rowTree(raw, 'tcvn3')).toEqual(head);
    expect(rowItem({ HOTEN: bytes }, 'utf-8', LIMIT).raw?.toString()).toBe('{"HOTEN":"Ế"}');
  });

  it('has the same bytes in whatever order the columns come', () => {
    const turned = Object.fromEntries(Object.entries(ROW).reverse());
    expect(rowItem(turned, 'tcvn3', LIMIT).digest).toEqual(rowItem(ROW, 'tcvn3', LIMIT).digest);
  });

  it('keeps no bytes over the limit, but what finds its identity', () => {
    const item = rowItem({ SO: '17', GHICHU: 'x'.repeat(2_000) }, 'utf-8', LIMIT);
    expect(item.raw).toBeUndefined();
    expect(item.fault?.code).toBe('TOO_LARGE');
    expect(item.head['SO']).toBe('17');
  });
});

describe('rowTree', () => {
  it('reads what rowItem wrote, in the charset of the item', () => {
    const { raw = Buffer.alloc(0) } = rowItem(ROW, 'tcvn3', LIMIT);
    expect(rowTree(raw, 'tcvn3')).toEqual({ ...ROW, HOTEN: 'Hà Nội' });
  });

  it('leaves bytes that nobody named as they are, for a field to decode', () => {
    const { raw = Buffer.alloc(0) } = rowItem(ROW, BYTES_AS_THEY_ARE, LIMIT);
    expect(rowTree(raw, BYTES_AS_THEY_ARE)['HOTEN']).toBe('Hµ Néi');
  });
});
