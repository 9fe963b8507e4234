import { HANOI_UNITS } from './hanoi-units';

/** A unit as it was for a span of time. The same code in another span is another unit. */
export interface Unit {
  /** Code of the General Statistics Office: two digits for a province, three for a district, five for a ward. */
  readonly code: string;
  readonly level: 'PROVINCE' | 'DISTRICT' | 'WARD';
  readonly kind: 'THANH_PHO' | 'QUAN' | 'HUYEN' | 'THI_XA' | 'PHUONG' | 'XA' | 'THI_TRAN';
  /** `Trâu Quỳ`. */
  readonly name: string;
  /** `Thị trấn Trâu Quỳ`. */
  readonly fullName: string;
  /** The code of the district or, since 1 July 2025, of the province that a ward is in. */
  readonly parent?: string;
  /** First day; the oldest list is of 22 December 2017, so that units of that day may be older. */
  readonly validFrom: string;
  /** First day on which it is no longer valid; absent while it is. */
  readonly validTo?: string;
}

/** The day of the oldest list of units. */
export const FIRST_DAY = '2017-12-22';

/** The kinds by their signs in the table, each with the words it is written in before a name. */
const KINDS: Readonly<Record<string, readonly [Unit['kind'], string]>> = {
  C: ['THANH_PHO', 'Thành phố'],
  Q: ['QUAN', 'Quận'],
  H: ['HUYEN', 'Huyện'],
  S: ['THI_XA', 'Thị xã'],
  P: ['PHUONG', 'Phường'],
  X: ['XA', 'Xã'],
  N: ['THI_TRAN', 'Thị trấn'],
};
const LEVELS: Readonly<Record<number, Unit['level']>> = { 2: 'PROVINCE', 3: 'DISTRICT', 5: 'WARD' };

/** Every unit of Hanoi that there was since {@link FIRST_DAY}, in the order of codes and then of time. */
export const UNITS: readonly Unit[] = HANOI_UNITS.replaceAll(',\n', ', ')
  .trim()
  .split('\n')
  .flatMap(unitsOfBlock)
  .sort((one, other) => compare(one.code, other.code) || compare(one.validFrom, other.validFrom));

/** The units of a line of the table. */
function unitsOfBlock(line: string): Unit[] {
  const [about = '', items = ''] = line.split(' | ');
  const [parent = '-', validFrom = '', validTo = 'now'] = about.split(' ');
  return items.split(', ').map((item): Unit => {
    const [, sign = '', code = '', name = ''] = /^([A-Z])(\d+) (.+)$/.exec(item) ?? [];
    const [kind, words] = KINDS[sign] ?? [];
    const level = LEVELS[code.length];
    if (kind === undefined || words === undefined || level === undefined) {
      throw new RangeError(`'${item}' is no unit of the table.`);
    }
    const span = { validFrom, ...(validTo !== 'now' && { validTo }) };
    return { code, level, kind, name, fullName: `${words} ${name}`, ...(parent !== '-' && { parent }), ...span };
  });
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
