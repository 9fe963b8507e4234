import type { Json } from './outcome';
import { Rejection, type Reading } from './field';
import { day, moment } from './moment';
import type { Scalar } from './scalar';
import { zoneOf } from './zone';

const AMSTERDAM = zoneOf('Europe/Amsterdam');

function read(field: Scalar, value: string, zone = AMSTERDAM): { value: unknown; findings: Json[] } {
  const reading: Reading = { zone, findings: [], isTcvn3: false };
  return { value: field.compile('/at')({ t: value }, reading), findings: reading.findings as unknown as Json[] };
}

describe(moment, () => {
  const iso = moment('t', 'iso', { midnight: 'day' });

  it.each([
    ['2014-04-11T00:00:00+02:00', '2014-04-11', 'DAY'],
    ['2014-11-28T00:00:00.000+01:00', '2014-11-28', 'DAY'],
    ['2014-04-10T22:00:00Z', '2014-04-11', 'DAY'],
    ['2014-04-11T00:00:00+01:00', '2014-04-11T06:00:00+07:00', 'SECOND'],
    ['2014-04-11T09:30:39+02:00', '2014-04-11T14:30:39+07:00', 'SECOND'],
    ['2014-12-31T23:30:00+01:00', '2015-01-01T05:30:00+07:00', 'SECOND'],
    ['2014-04-11T09:30:39.120+02:00', '2014-04-11T14:30:39.12+07:00', 'SECOND'],
    ['2014-04-11T09:30', '2014-04-11T14:30:00+07:00', 'MINUTE'],
    ['2014-01-11T09:30:00', '2014-01-11T15:30:00+07:00', 'SECOND'],
    ['2014-04-11', '2014-04-11', 'DAY'],
    ['2012-02-29', '2012-02-29', 'DAY'],
  ])('reads %s as %s', (value, at, precision) => {
    expect(read(iso, value).value).toEqual({ at, precision });
  });

  it.each([
    ['2014-02-30T10:00:00Z', 'MALFORMED_DATE'],
    ['2013-02-29', 'MALFORMED_DATE'],
    ['2014-13-01', 'MALFORMED_DATE'],
    ['2014-01-01T24:00:00Z', 'MALFORMED_DATE'],
    ['11/04/2014', 'MALFORMED_DATE'],
    ['2014-04-11T10:00:00+99:00', 'MALFORMED_DATE'],
    ['2014-03-30T02:30:00', 'MALFORMED_DATE'],
    ['1799-12-31', 'DATE_RANGE'],
    ['2201-01-01', 'DATE_RANGE'],
    ['0014-04-11T00:00:00+02:00', 'DATE_RANGE'],
  ])('refuses %s, telling its shape alone', (value, code) => {
    expect(() => read(iso, value)).toThrow(expect.objectContaining({ code, sample: value.replace(/\d/g, '9').replace('T', 'A').replace('Z', 'A') })); // prettier-ignore
    expect(() => read(iso, value)).toThrow(Rejection);
  });

  it('is an instant at midnight too, where the adapter does not say otherwise', () => {
    const plain = moment('t', ['iso', 'yyyy-MM-dd HH:mm:ss']);
    const midnight = { at: '2014-04-11T05:00:00+07:00', precision: 'SECOND' };
    expect(read(plain, '2014-04-11T00:00:00+02:00').value).toEqual(midnight);
    expect(read(plain, '2014-04-11 00:00:00').value).toEqual(midnight);
  });

  it('takes a local time that clocks show twice as the first, and says so', () => {
    const { value, findings } = read(moment('t', 'yyyy-MM-dd HH:mm:ss'), '2014-10-26 02:30:00');
    expect(value).toEqual({ at: '2014-10-26T07:30:00+07:00', precision: 'SECOND' });
    expect(findings).toMatchObject([{ code: 'TIME_TWICE', field: '/at', path: 't' }]);
  });

  it('reads patterns, the first that fits', () => {
    const either = moment('t', ['dd/MM/yyyy HH:mm', 'd/M/yyyy', 'yyyy']);
    const hanoi = zoneOf('Asia/Ho_Chi_Minh');
    expect(read(either, '03/02/2014 09:05', hanoi).value).toEqual({
      at: '2014-02-03T09:05:00+07:00',
      precision: 'MINUTE',
    });
    expect(read(either, '3/2/2014', hanoi).value).toEqual({ at: '2014-02-03', precision: 'DAY' });
    expect(read(either, '1956', hanoi).value).toEqual({ at: '1956', precision: 'YEAR' });
    expect(() => moment('t', 'dd MMM yyyy')).toThrow(expect.objectContaining({ code: 'LT-ADAPTER-4' }));
  });
});

describe(day, () => {
  it('is the day in the zone of the system, also of an instant', () => {
    expect(read(day('t', 'iso'), '2014-04-10T23:30:00Z').value).toEqual({ at: '2014-04-11', precision: 'DAY' });
    expect(() => read(day('t', 'yyyy'), '2014')).toThrow(Rejection);
  });
});

describe(zoneOf, () => {
  it('has the offsets of Amsterdam around both changes of 2014', () => {
    const at = (text: string): number => AMSTERDAM.offsetAt(Date.parse(text)) / 3_600_000;
    expect([at('2014-03-30T00:59:59Z'), at('2014-03-30T01:00:00Z')]).toEqual([1, 2]);
    expect([at('2014-10-26T00:59:59Z'), at('2014-10-26T01:00:00Z')]).toEqual([2, 1]);
    expect([at('2014-01-01T00:00:00Z'), at('2013-12-31T23:59:59Z')]).toEqual([1, 1]);
  });

  it('agrees with the platform through thirty years in zones with odd rules', () => {
    for (const name of ['Europe/Amsterdam', 'Asia/Ho_Chi_Minh', 'Africa/Casablanca', 'Australia/Lord_Howe']) {
      const zone = zoneOf(name);
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      for (let utc = Date.UTC(1995, 0, 1); utc < Date.UTC(2025, 0, 1); utc += 173 * 3_600_000) {
        const local = new Date(utc + zone.offsetAt(utc)).toISOString().slice(0, 19).replace('T', ' ');
        expect(`${name} ${local}`).toBe(`${name} ${format.format(utc)}`);
      }
    }
  });
});
