import { nationalCode, type StatusCode } from '@lienthong/canonical';
import { Refused } from './field';
import { Scalar, type ScalarOptions } from './scalar';
import { nearCode } from './suggest';
import { clean } from './text';

const UNKNOWN = 'the code is not in the table of the mapping';

/** One of the words of a table, or true and false; a code that is not in it parks the record. */
export function code(
  path: string,
  table: Readonly<Record<string, string | boolean>>,
  options: ScalarOptions = {},
): Scalar {
  const known = new Map(Object.entries(table));
  return new Scalar({
    kind: 'code',
    path,
    rule: `code: ${inWords(table)}`,
    options: { table: { ...table } },
    ...options,
    convert: (value) => known.get(value) ?? unknownCode(value, table),
  });
}

/** What a status field does besides looking up its table. */
export interface StatusOptions extends ScalarOptions {
  /** An unknown code parks the record (`park`), or is kept as UNMAPPED with its raw value and a finding. */
  unknown: 'park' | 'UNMAPPED';
  /** Path of the label the source shows for the code. */
  label?: string;
  /** Path of the number, 1 to 10, that the software has told the national portal, where it keeps it; else that of the code. */
  national?: string;
}

/**
 * A status: its canonical code, the national number, and code and label as the source writes them. Where the software
 * keeps what it told the national portal, the number is that one: the two may contradict each other.
 */
export function status(path: string, table: Readonly<Record<string, StatusCode>>, options: StatusOptions): Scalar {
  const known = new Map(Object.entries(table));
  const { unknown, absent, charset, label, national } = options;
  const told = national === undefined ? '' : `; national number: ${national}, else that of the code`;
  return new Scalar({
    kind: 'status',
    path,
    rule: `status: ${inWords(table)}; another code: ${unknown === 'park' ? 'parked' : 'UNMAPPED'}${told}`,
    options: {
      table: { ...table },
      unknown,
      ...(label !== undefined && { label }),
      ...(national !== undefined && { national }),
    },
    ...(absent && { absent }),
    ...(charset && { charset }),
    others: [
      ...(label === undefined ? [] : [{ path: label, member: 'label' }]),
      ...(national === undefined ? [] : [{ path: national }]),
    ],
    convert(value, { findings }, place, others) {
      const raw = clean(value);
      if (raw instanceof Refused) return raw;
      const name = label === undefined ? '' : clean(others[0] ?? '');
      if (name instanceof Refused) return name;
      const written = name === '' ? { raw } : { raw, label: name };
      const note = (code: string, rule: string): void =>
        void findings.push({ code, severity: 'WARNING', field: place.pointer, path: place.path, rule });
      const found = known.get(value);
      if (found !== undefined) {
        const number = national === undefined ? undefined : nationalOf(others.at(-1) ?? '', note);
        return { code: found, national: number ?? nationalCode(found), ...written };
      }
      if (unknown === 'park') return unknownCode(value, table);
      note('STATUS_UNMAPPED', UNKNOWN);
      return { code: 'UNMAPPED', national: 0, ...written };
    },
  });
}

/** The number told to the national portal; undefined where nothing was told. */
function nationalOf(text: string, note: (code: string, rule: string) => void): number | undefined {
  if (text === '') return undefined;
  if (/^(?:[1-9]|10)$/.test(text)) return Number(text);
  note('STATUS_NATIONAL_UNREAD', 'a status told to the national portal is a number from 1 to 10');
  return undefined;
}

function unknownCode(value: string, table: Readonly<Record<string, unknown>>): Refused {
  return new Refused('UNKNOWN_CODE', UNKNOWN, () => nearCode(value, Object.keys(table)) ?? 'add the code to the table');
}

function inWords(table: Readonly<Record<string, string | boolean>>): string {
  return Object.entries(table)
    .map(([from, to]) => `${from} → ${to}`)
    .join(', ');
}
