import type { Listing, SourceContext } from '../../source';
import type { SqlOptions } from '../sql-options';
import { Connection } from './connection';
import type { Cell } from './engine';
import { itemsOf } from './rows';
import { keysOf } from './statements';
import type { Table } from './tables';

const LIST_ROWS = 5_000;

/** Identities of all rows, by table and key, in parts. Only the key is read where the identity is made of it. */
export async function* listed(options: SqlOptions, ctx: SourceContext): AsyncGenerator<Listing> {
  const connection = new Connection(options, ctx);
  try {
    for (const table of await connection.tables()) yield* partsOf(connection, options, ctx, table);
  } finally {
    connection.close();
  }
}

async function* partsOf(
  connection: Connection,
  options: SqlOptions,
  ctx: SourceContext,
  table: Table,
): AsyncGenerator<Listing> {
  let columns = table.key;
  let after: readonly Cell[] | undefined;
  for (let isOver = false; !isOver;) {
    const statement = keysOf(connection.engine, table, columns, after, LIST_ROWS);
    const rows = await connection.run(`SELECT ${table.name} key`, statement);
    const read = itemsOf(
      options,
      table,
      columns.flatMap((at) => table.columns[at] ?? []),
    );
    const found = rows.map((cells) => ctx.identityOf(read(cells).head));
    const isKeyAlone = columns === table.key;
    if (isKeyAlone && rows.length > 0 && found[0] === undefined && table.columns.length > table.key.length) {
      columns = table.columns.map((_, at) => at);
      continue;
    }
    const identities = found.filter((one) => one !== undefined);
    yield { place: table.name, order: 0n, identities, unidentified: rows.length - identities.length };
    isOver = rows.length < LIST_ROWS;
    const last: Cell[] = [];
    columns.forEach((at, index) => (last[at] = rows.at(-1)?.[index] ?? null));
    after = last;
  }
}
