import { Fault } from '@lienthong/canonical';
import { columnName, folded } from './xlsx-name';

/** What the registers of a workbook look like. */
export interface XlsxOptions {
  /** Names of columns that the header is found by: `Mã hồ sơ`, and `Ngày/Nhận` where `Ngày` stands over several. */
  readonly columns: readonly string[];
  /** The one of them that every record fills. */
  readonly key: string;
  /** So many of them must stand in one header; without it, all. */
  readonly atLeast?: number;
  /** Names of sheets, `*` for any signs; each of these must have the header. Without it, every sheet that has it. */
  readonly sheets?: readonly string[];
  /** Columns whose cells are merged down over several records: each gets the value. */
  readonly merged?: readonly string[];
  /** Columns of Excel's days: those of a workbook that counts from 1904 are counted anew from 1900. */
  readonly dates?: readonly string[];
  /** Members that each item gets. A row that moves becomes another version with `@row`. */
  readonly add?: readonly ('@sheet' | '@row')[];
}

/** Options with every name as headers have it. @throws Fault LT-ADAPTER-2 where they contradict each other */
export function checked(options: XlsxOptions): XlsxOptions {
  const named = (names: readonly string[]): string[] => names.map((name) => columnName(name));
  const columns = named(options.columns);
  const known = new Set(columns.map(folded));
  const { key, merged = [], dates = [], atLeast = columns.length } = options;
  const unknown = named([key, ...merged, ...dates]).filter((name) => !known.has(folded(name)));
  const what =
    known.size < columns.length || known.has('')
      ? 'names a column twice, or one without a name'
      : unknown.length > 0
        ? `names ${unknown.map((name) => `"${name}"`).join(', ')}, which is none of its columns`
        : atLeast < 1 || atLeast > columns.length || !Number.isInteger(atLeast)
          ? `has ${columns.length} columns, of which not ${atLeast} can be there`
          : undefined;
  if (what !== undefined) throw new Fault('LT-ADAPTER-2', `A format xlsx ${what}. Correct its options.`);
  return { ...options, columns, key: columnName(key), merged: named(merged), dates: named(dates), atLeast };
}
