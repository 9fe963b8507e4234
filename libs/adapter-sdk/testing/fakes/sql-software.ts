import type { Connection } from 'mysql2';
import type { Adapter } from '../../adapter';
import { Link } from '../../link';
import type { Node } from '../../node';
import type { SourceContext } from '../../source';
import type { SqlOptions } from '../../sources/sql-options';
import { offsetMs } from '../../sources/sql/change-time';
import { DEFAULT_OFFSET } from '../../sources/sql/connection';
import { TABLE } from '../../sources/sql/rows';
import { ended, FakeMysql, type SqlTrick } from './fake-mysql';
import type { ContextOptions, Disturbance, Ending, Software } from './software';
import { compareBy, type Cells, type Select } from './sql-statement';
import type { Matter, Templates } from './templates';

const PAGE_ROWS = 3;
/** Short to wait for. */
const HUNG_MS = 500;
const SLOW_ANSWERS = 12;

/** A row as it is looked for: its table, change time and key. */
interface Held {
  readonly matter: Matter;
  readonly table: string;
  readonly cells: Cells;
}

/** A database whose tables are those that an adapter declares, and hold its samples. */
export class SqlSoftware extends FakeMysql implements Software {
  readonly kind = 'sql';
  readonly overlapMs = 10_000;
  private readonly held = new Map<number, Held>();
  private ordered: { by: string; rows: Held[] } | undefined;
  private columns: Cells[] | undefined;
  private isEmpty = false;

  private constructor(
    private readonly adapter: Adapter,
    private readonly options: SqlOptions,
    readonly templates: Templates,
  ) {
    super();
  }

  static open(adapter: Adapter, options: SqlOptions, templates: Templates): Promise<SqlSoftware> {
    return new SqlSoftware(adapter, options, templates).listen();
  }

  tick(ms: number): void {
    this.now += ms;
  }

  hand(matters: readonly Matter[]): Promise<void> {
    for (const matter of matters) {
      const row = this.row(matter);
      const names = [this.options.changed, ...this.options.key];
      const cells = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
      this.held.set(matter.id, { matter, table: row[TABLE] ?? '', cells });
    }
    this.ordered = this.columns = undefined;
    return Promise.resolve();
  }

  /** A database answers each statement for itself: there is nothing that could come twice. */
  repeat(): Promise<void> {
    return Promise.resolve();
  }

  empty(isEmpty: boolean): void {
    this.isEmpty = isEmpty;
  }

  context({ pageRows = PAGE_ROWS, deadlineMs = 5_000, retries = 0 }: ContextOptions = {}): SourceContext {
    const { adapter, port, overlapMs } = this;
    const own = { host: '127.0.0.1', port, database: 'kit', user: 'kit', password: 'kit-secret-5f1d0c' };
    const settings = { ...own, pageRows, overlapMs };
    return {
      settings: { ...settings, ...adapter.settings.parse(settings, 'The fake of the kit') },
      link: new Link('fake', { retries, backoffMs: 1, deadlineMs }),
      files: { ordinal: () => Promise.reject(new Error('no files here')) },
      signal: new AbortController().signal,
      pageRows: 500,
      pageBytes: 8_388_608,
      identityOf: (head) => adapter.identity.of(head),
    };
  }

  disturbances(): Disturbance[] {
    let count = 0;
    const slow: SqlTrick = (connection) => {
      if ((count += 1) > SLOW_ANSWERS) return undefined;
      const later = {
        writeTextResult: (...parts: Parameters<Connection['writeTextResult']>) => {
          Reflect.deleteProperty(connection, 'writeTextResult');
          setTimeout(() => {
            Object.assign(connection, { sequenceId: 1 });
            connection.writeTextResult(...parts);
            ended(connection);
          }, 25);
        },
      };
      Object.assign(connection, later);
      return undefined;
    };
    return [
      this.disturbance('slow answers', 'whole', slow),
      this.disturbance('a hung answer', 'transient', () => true, HUNG_MS),
      ...this.listDisturbances(),
    ];
  }

  listDisturbances(): Disturbance[] {
    return [
      this.disturbance('a connection that breaks', 'transient', broken),
      this.disturbance('a statement that is cut', 'transient', refused(3024)),
      this.disturbance('a deadlock', 'transient', refused(1213)),
      this.disturbance('a right that is withdrawn', 'config', refused(1142)),
    ];
  }

  protected override described(): Cells[] {
    this.columns ??= this.found();
    return this.columns;
  }

  protected override selected({ table, columns, order, limit, matches }: Select): Cells[] {
    if (this.isEmpty) return [];
    const found: Cells[] = [];
    for (const one of this.by(order)) {
      if (one.table !== table || !matches(one.cells)) continue;
      const row = this.row(one.matter);
      found.push(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])));
      if (found.length === limit) break;
    }
    return found;
  }

  private found(): Cells[] {
    const tables = new Map<string, Set<string>>();
    for (const { matter, table } of this.samples()) {
      const names = tables.get(table) ?? new Set<string>();
      Object.keys(this.row(matter)).forEach((name) => names.add(name));
      tables.set(table, names);
    }
    return [...tables].flatMap(([table, names]) =>
      [...names].filter((name) => name !== TABLE).map((name) => this.column(table, name)),
    );
  }

  /** Enough of what is held to see every kind of row. */
  private samples(): Held[] {
    return [...this.held.values()].slice(0, 100);
  }

  private by(order: readonly string[]): Held[] {
    const by = order.join();
    if (this.ordered?.by !== by) {
      const compare = compareBy(order);
      this.ordered = { by, rows: [...this.held.values()].sort((a, b) => compare(a.cells, b.cells)) };
    }
    return this.ordered.rows;
  }

  private column(table: string, name: string): Cells {
    const { key, changed } = this.options;
    const isNumber = key.includes(name) && this.samples().every(({ cells }) => /^\d+$/.test(cells[name] ?? ''));
    const type = name === changed ? 'datetime' : isNumber ? 'bigint' : 'varchar';
    const isText = type === 'varchar';
    return {
      ...{
        table,
        name,
        type,
        scale: isNumber ? '0' : null,
        nullable: name === changed || key.includes(name) ? 'NO' : 'YES',
      },
      ...{ charset: isText ? 'utf8mb4' : null, collation: isText ? 'utf8mb4_bin' : null },
    };
  }

  private row(matter: Matter): Cells {
    const { changed, key, tables, offset = DEFAULT_OFFSET } = this.options;
    const node: Node = this.templates.item(matter);
    node[TABLE] ??= tables[0]?.replace('{year}', '2026') ?? '';
    node[changed] = new Date(matter.at + offsetMs(offset)).toISOString().replace('T', ' ').slice(0, -1);
    // Where the key is none of the identity, each matter has one of its own.
    const last = key.at(-1) ?? '';
    if (!this.adapter.identity.paths.includes(last)) node[last] = String(matter.id);
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [
        name,
        value === null || typeof value === 'object' ? null : String(value),
      ]),
    );
  }

  private disturbance(name: string, ends: Ending, trick: SqlTrick, deadlineMs?: number): Disturbance {
    return {
      ...{ name, ends, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
      start: (from) => {
        let count = 0;
        this.trick = (connection, socket) => ((count += 1) < from ? undefined : trick(connection, socket));
      },
      stop: () => {
        this.trick = () => undefined;
      },
    };
  }
}

const broken: SqlTrick = (_connection, socket) => {
  socket.destroy();
  return true;
};

function refused(code: number): SqlTrick {
  return (connection: Connection) => {
    connection.writeError({ code, message: 'refused' });
    ended(connection);
    return true;
  };
}
