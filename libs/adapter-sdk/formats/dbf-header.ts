import { Malformed } from '../format';

/** A column of a table of dBase or FoxPro. */
export interface DbfColumn {
  /** Bytes of its name. */
  readonly name: Buffer;
  /** `C` text, `N` and `F` numbers, `D` a day, `T` a time, `L` yes or no, `I` `B` `Y` binary numbers of FoxPro. */
  readonly type: string;
  /** Where it begins in a record, and its bytes. */
  readonly from: number;
  readonly size: number;
  /** Its bit in the column of FoxPro that says which values are NULL. */
  readonly nullBit?: number;
}

/** What the head of a table says. */
export interface DbfHeader {
  /** Records, those that are marked as deleted included. */
  readonly records: number;
  readonly headerBytes: number;
  readonly recordBytes: number;
  readonly columns: readonly DbfColumn[];
  /** Where FoxPro says which values are NULL. */
  readonly nulls?: DbfColumn;
}

/** Bytes before the columns, and bytes of one column. */
const FIRST = 32;
const ENTRY = 32;
/** Where the columns end. */
const END = 0x0d;
/** Kinds of file that have this head: dBase III and IV, FoxPro and Visual FoxPro, each with and without memos. */
const KINDS = new Set([0x03, 0x83, 0x8b, 0x43, 0x63, 0xcb, 0x8e, 0xf5, 0xfb, 0x30, 0x31, 0x32]);
/** More columns than any software of this kind allows: Clipper has 1,024. */
const MOST_COLUMNS = 1_024;
/** Bytes of the types that have one size. */
const SIZES: Readonly<Record<string, number>> = { D: 8, L: 1, I: 4, B: 8, Y: 8, T: 8 };
/** Read; then left out, since they lie in another file; then what FoxPro keeps for itself. */
const READ = 'CNFDTLIBY';
const MEMOS = 'MGPW';
const SYSTEM = '0';
const NULLABLE = 0x02;
const FOXPRO = new Set([0x30, 0x31, 0x32]);

/**
 * The head of a table.
 *
 * @returns undefined where these bytes end before it does
 * @throws Malformed for what is no such head, or one that contradicts itself
 */
export function dbfHeader(bytes: Buffer): DbfHeader | undefined {
  if (bytes.length < FIRST) return undefined;
  const kind = bytes[0] ?? 0;
  if (!KINDS.has(kind)) refuse('WRONG_ROOT', 'byte 0', 'a table of dBase III, dBase IV or FoxPro begins with its kind');
  if (bytes[15] === 1) refuse('MALFORMED', 'byte 15', 'an encrypted table is not read');
  const headerBytes = bytes.readUInt16LE(8);
  if (headerBytes <= FIRST) refuse('MALFORMED', 'byte 8', `the head has more than ${FIRST} bytes`);
  if (bytes.length < headerBytes) return undefined;
  const all = columnsOf(bytes.subarray(0, headerBytes), FOXPRO.has(kind));
  const recordBytes = bytes.readUInt16LE(10);
  const sum = all.reduce((total, { size }) => total + size, 1);
  if (recordBytes !== sum) refuse('MALFORMED', 'byte 10', `a record has the ${sum} bytes of its columns, and not ${recordBytes}`); // prettier-ignore
  const nulls = all.find(({ type }) => type === SYSTEM);
  const columns = all.filter(({ type }) => READ.includes(type));
  if (columns.length === 0) refuse('MALFORMED', `byte ${FIRST}`, 'a table has a column that can be read');
  return { records: bytes.readUInt32LE(4), headerBytes, recordBytes, columns, ...(nulls && { nulls }) };
}

function columnsOf(head: Buffer, isFoxPro: boolean): DbfColumn[] {
  const columns: DbfColumn[] = [];
  let [from, nullBit] = [1, 0];
  for (let at = FIRST; head[at] !== END; at += ENTRY) {
    const place = `column ${columns.length + 1}`;
    if (at + ENTRY >= head.length) refuse('MALFORMED', place, 'the columns end with the byte 0D, within the head');
    if (columns.length === MOST_COLUMNS) refuse('MALFORMED', place, `a table has at most ${MOST_COLUMNS} columns`);
    const entry = head.subarray(at, at + ENTRY);
    const column = columnOf(entry, from, place, isFoxPro);
    const isNullable = isFoxPro && ((entry[18] ?? 0) & NULLABLE) !== 0 && column.type !== SYSTEM;
    columns.push(isNullable ? { ...column, nullBit } : column);
    if (isNullable) nullBit += 1;
    from += column.size;
  }
  return columns;
}

function columnOf(entry: Buffer, from: number, place: string, isFoxPro: boolean): DbfColumn {
  const written = entry.subarray(0, 11);
  const end = written.indexOf(0);
  const name = Buffer.from(end < 0 ? written : written.subarray(0, end));
  const code = String.fromCharCode(entry[11] ?? 0);
  // In dBase a B is a memo of bytes; in FoxPro it is a number.
  const type = code === 'B' && !isFoxPro ? 'P' : code;
  if (!(READ + MEMOS + SYSTEM).includes(type)) refuse('MALFORMED', place, `its type is a letter of ${READ}${MEMOS}`);
  // Clipper writes the size of a long text in two bytes.
  const size = type === 'C' ? entry.readUInt16LE(16) : (entry[16] ?? 0);
  if (size === 0 || size !== (SIZES[type] ?? size)) refuse('MALFORMED', place, 'its size is that of its type');
  return { name, type, from, size };
}

function refuse(reason: 'MALFORMED' | 'WRONG_ROOT', place: string, rule: string): never {
  throw new Malformed(reason, place, rule);
}
