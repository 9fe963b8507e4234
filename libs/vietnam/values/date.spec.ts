import { excelSerial, joinDayAndTime, timeReader, type TimeColumn } from './date';
import type { Written } from './time-pattern';

const shown = ({ year, month, day, hour, minute, second, precision }: Written): string =>
  [year, month, day, hour, minute, second].map((part) => String(part).padStart(2, '0')).join(' ') + ` ${precision}`;
const read = (column: TimeColumn, text: string): string => {
  const one = timeReader(column)(text);
  return 'value' in one ? [shown(one.value), ...one.notes.map(({ code }) => code)].join(' ') : one.refused;
};

describe(timeReader.name, () => {
  it.each<[TimeColumn, string, string]>([
    [{ formats: ['dd/MM/yyyy'] }, '11/04/2014', '2014 04 11 00 00 00 DAY'],
    [{ formats: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'] }, ' 11/04/2014 07:30 ', '2014 04 11 07 30 00 MINUTE'],
    [{ formats: ['yyyyMMddHHmmss'] }, '20140411073005', '2014 04 11 07 30 05 SECOND'],
    [{ formats: ['yyyy'] }, '1965', '1965 01 01 00 00 00 YEAR'],
    [{ formats: ['dd/MM/yy'], lastYear: 2026 }, '11/04/26', '2026 04 11 00 00 00 DAY'],
    [{ formats: ['dd/MM/yy'], lastYear: 2026 }, '11/04/27', '1927 04 11 00 00 00 DAY'],
    [{ formats: ['iso'], falseZ: true }, '2014-04-11T07:30:05Z', '2014 04 11 07 30 05 SECOND TIME_FALSE_Z'],
    [{ formats: ['epoch-milliseconds'] }, '1754187300250', '2025 08 03 02 15 00 SECOND'],
    [{ formats: ['epoch-seconds'] }, '-86400', '1969 12 31 00 00 00 SECOND'],
    [{ formats: ['excel', 'dd/MM/yyyy'] }, '41740', '2014 04 11 00 00 00 DAY'],
    [{ formats: ['excel', 'dd/MM/yyyy'] }, '11/04/2014', '2014 04 11 00 00 00 DAY'],
    [{ formats: ['dd/MM/yyyy'] }, '31/02/2014', 'MALFORMED_DATE'],
    [{ formats: ['dd/MM/yyyy'] }, '04-11-2014', 'MALFORMED_DATE'],
    [{ formats: ['dd/MM/yyyy'] }, '', 'MALFORMED_DATE'],
    [{ formats: ['dd/MM/yyyy'] }, '01/01/1900', 'FILLER_DATE'],
    [{ formats: ['iso'] }, '0001-01-01T00:00:00', 'FILLER_DATE'],
    [{ formats: ['iso'] }, '0000-00-00', 'FILLER_DATE'],
    [{ formats: ['dd/MM/yyyy'] }, '30/12/1899', 'FILLER_DATE'],
    [{ formats: ['yyyy'] }, '1900', '1900 01 01 00 00 00 YEAR'],
    [{ formats: ['dd/MM/yyyy HH:mm'] }, '01/01/1900 07:30', 'FILLER_DATE'],
    [{ formats: ['iso'] }, '0001-01-01T07:00:00', 'FILLER_DATE'],
    [{ formats: ['iso'] }, '9999-12-31T23:59:59', 'FILLER_DATE'],
    [{ formats: ['dd/MM/yyyy'], keepFillers: true }, '01/01/1900', '1900 01 01 00 00 00 DAY'],
    [{ formats: ['MM/yyyy', 'yyyy'] }, '01/1965', '1965 01 01 00 00 00 YEAR TIME_MONTH_LEFT_OUT'],
    [{ formats: ['MM/yyyy', 'yyyy'] }, '1965', '1965 01 01 00 00 00 YEAR'],
    [{ formats: ['yyyy', 'excel'] }, '1965', '1965 01 01 00 00 00 YEAR'],
    [{ formats: ['dd/MM/yyyy'] }, '01/01/1970', '1970 01 01 00 00 00 DAY'],
  ])('%j reads %j', (column, text, result) => expect(read(column, text)).toBe(result));

  it('keeps an offset that is true', () => {
    expect(timeReader({ formats: ['iso'] })('2014-04-11T07:30:05Z')).toMatchObject({ value: { offset: 0 }, notes: [] });
  });

  it('has an epoch as an instant with its fraction, and knows none that is no whole number or beyond all time', () => {
    const read = timeReader({ formats: ['epoch-milliseconds'] });
    const seconds = timeReader({ formats: ['epoch-seconds'] });
    expect(read('1754187300250')).toMatchObject({ value: { offset: 0, fraction: '25' } });
    expect('value' in seconds('999999999999999')).toBe(false);
    expect(['1754187300.5', '1e12', '+1'].filter((text) => 'value' in read(text))).toEqual([]);
  });

  it('guesses no century', () => {
    expect(() => timeReader({ formats: ['dd/MM/yy'] })).toThrow('no last year');
  });
});

describe(excelSerial.name, () => {
  it.each([
    ['1', '1900 01 01 00 00 00 DAY'],
    ['59', '1900 02 28 00 00 00 DAY'],
    ['61', '1900 03 01 00 00 00 DAY'],
    ['41740.5', '2014 04 11 12 00 00 MINUTE'],
    ['41740,5', '2014 04 11 12 00 00 MINUTE'],
    ['41740.3125578704', '2014 04 11 07 30 05 SECOND'],
    ['41740.999999999', '2014 04 12 00 00 00 MINUTE'],
  ])('%s', (text, result) => expect(shown(excelSerial(text)!)).toBe(result));

  it.each(['60', '0', '-1', '1.2.3', 'x'])('knows no day %s', (text) => expect(excelSerial(text)).toBeUndefined());
});

describe(joinDayAndTime.name, () => {
  it.each([['11/04/2014', '07:30', '11/04/2014 07:30'], ['11/04/2014 ', '', '11/04/2014'], ['', '', '']])('%s and %s', (day, time, joined) => {
    expect(joinDayAndTime(day, time)).toBe(joined);
  }); // prettier-ignore
});
