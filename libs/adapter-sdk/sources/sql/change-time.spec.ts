import { changeTime, offsetMs, writtenTime } from './change-time';
import type { Column } from './engine';

const column = (kind: Column['kind']): Column => ({
  ...{ name: 'CAPNHAT', kind, type: kind, isNullable: true },
  ...{ charset: undefined, collation: undefined },
});
const HANOI = offsetMs('+07:00');

describe(changeTime, () => {
  it.each<[Column['kind'], string | null, string | undefined]>([
    ['time', '2026-03-01 07:00:00', '2026-03-01T00:00:00.000Z'],
    ['time', '2026-03-01 07:00:00.123999', '2026-03-01T00:00:00.123Z'],
    ['time', '2026-03-01 07:00:00.57+07', '2026-03-01T00:00:00.570Z'],
    ['day', '2026-03-01', '2026-03-01T16:59:59.999Z'],
    ['time', '0000-00-00 00:00:00', '1970-01-01T00:00:00.000Z'],
    ['time', '1900-01-01 00:00:00', '1970-01-01T00:00:00.000Z'],
    ['time', null, '1970-01-01T00:00:00.000Z'],
    ['time', 'infinity', undefined],
  ])('reads a %s %p', (kind, written, expected) => {
    const ms = changeTime(column(kind), written, HANOI);
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
  });

  it.each<[Column['kind'], string]>([
    ['time', '2026-03-01 07:00:00.123'],
    ['day', '2026-03-01'],
  ])('writes a %s so that it is asked for itself again', (kind, written) => {
    const ms = changeTime(column(kind), written, HANOI) ?? 0;
    expect(writtenTime(column(kind), ms, HANOI)).toBe(written);
  });

  it('knows offsets west of Greenwich', () => expect(offsetMs('-03:30')).toBe(-12_600_000));
});
