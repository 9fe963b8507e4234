/** A column of a table to be written; its size in bytes. */
export interface WrittenColumn {
  readonly name: string | Buffer;
  /** `C` where nothing else is said. */
  readonly type?: string;
  readonly size: number;
}

const ENTRY = 32;

/** The head of a table of dBase III with so many records. */
export function dbfHead(columns: readonly WrittenColumn[], records: number, kind = 0x03): Buffer {
  const head = Buffer.alloc(ENTRY * (columns.length + 1) + 1);
  head[0] = kind;
  head.writeUInt32LE(records, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + columns.reduce((sum, { size }) => sum + size, 0), 10);
  columns.forEach(({ name, type = 'C', size }, at) => {
    const entry = head.subarray(ENTRY * (at + 1));
    Buffer.from(name as string).copy(entry, 0, 0, 11);
    entry.write(type, 11, 'latin1');
    if (type === 'C') entry.writeUInt16LE(size, 16);
    else entry[16] = size;
  });
  head[head.length - 1] = 0x0d;
  return head;
}

/** A record of values, each padded with blanks, or cut, to the size of its column. */
export function dbfRecord(columns: readonly WrittenColumn[], values: readonly Buffer[], isDeleted = false): Buffer {
  const parts = columns.map(({ size }, at) => {
    const field = Buffer.alloc(size, 0x20);
    values[at]?.copy(field);
    return field;
  });
  return Buffer.concat([Buffer.from(isDeleted ? '*' : ' '), ...parts]);
}

/** Behind the last record. */
export const DBF_END = Buffer.of(0x1a);
