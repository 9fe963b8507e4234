import { detectTexts, type Charset } from '@lienthong/vietnam';
import { BYTES_AS_THEY_ARE } from './row';

/** Charsets that values can show; the others, such as VISCII, must be declared. */
const SHOWN: readonly Charset[] = ['tcvn3', 'vni', 'windows-1258', 'tcvn5712-1'];
/** Values that must show a charset without a rival, and the share of all beyond ASCII it must be thinkable for. */
const FEWEST = 3;
const NEARLY_ALL = 0.97;
/** Values of a sample that are looked at. */
const ENOUGH = 2_000;
/** Signs that a path cannot have within a name, and blanks of any kind. */
const NO_NAME = /[\s/[\]|]+/g;
const BEYOND_ASCII = 0x80;

/**
 * Names of columns as paths can write them: composed, the signs `/ [ ] |` and blanks become one blank. A column without a
 * name is `column 3`, the second of one name `NAME 2`. Empty names at the end are no columns.
 */
export function columnNames(written: readonly string[]): string[] {
  const clean = written.map((name) => name.normalize('NFC').replace(NO_NAME, ' ').trim());
  const count = clean.findLastIndex((name) => name !== '') + 1;
  const taken = new Set(clean);
  const times = new Map<string, number>();
  return clean.slice(0, count).map((name, at) => {
    const base = name === '' || name === '__proto__' ? `column ${at + 1}` : name;
    const key = name === base ? name : ` ${base}`;
    let time = (times.get(key) ?? 0) + 1;
    let own = time === 1 ? base : `${base} ${time}`;
    while (own !== name && taken.has(own)) own = `${base} ${(time += 1)}`;
    times.set(key, time);
    taken.add(own);
    return own;
  });
}

/** The charset that values of one file show together; {@link BYTES_AS_THEY_ARE} where that stays open. */
export function shownCharset(values: readonly Buffer[]): string {
  const telling = values.filter((value) => value.some((byte) => byte >= BEYOND_ASCII)).slice(0, ENOUGH);
  const read = detectTexts(telling);
  const found = SHOWN.filter((one) => {
    const sure = read.filter(({ charset, rivals }) => charset === one && rivals.length === 0);
    const thinkable = read.filter(({ charset, rivals }) => charset === one || rivals.some((other) => other.charset === one)); // prettier-ignore
    return sure.length >= FEWEST && thinkable.length >= NEARLY_ALL * telling.length;
  });
  return found.length === 1 ? (found[0] ?? BYTES_AS_THEY_ARE) : BYTES_AS_THEY_ARE;
}
