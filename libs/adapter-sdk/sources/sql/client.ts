import type { SourceContext } from '../../source';
import type { Answer, Asked, ChangeClient } from '../changes/client';
import type { SqlOptions } from '../sql-options';
import { Connection } from './connection';
import { Pass } from './pass';

/** Asks a database for rows by (change time, key), each statement through the link. */
export class SqlClient implements ChangeClient {
  readonly isByToken = true;
  readonly place: string;
  rows: number;
  private readonly connection: Connection;
  private pass: Pass | undefined;
  /** How far the database had settled when the pass began. */
  private settledMs = 0;
  private answers = 0;

  constructor(
    private readonly options: SqlOptions,
    ctx: SourceContext,
  ) {
    this.connection = new Connection(options, ctx);
    this.rows = Math.min(this.connection.settings.pageRows, ctx.pageRows);
    this.place = options.tables.join(', ');
  }

  async clock(): Promise<Pick<Answer, 'settledMs'>> {
    return { settledMs: (await this.connection.now()) - this.connection.settings.overlapMs };
  }

  /** Rows from a change time on; with a token, those that follow the answer before. */
  async items({ sinceMs, token }: Asked): Promise<Answer> {
    if (token === undefined || this.pass === undefined) {
      // The time first: what becomes visible while tables are looked up is not yet settled.
      ({ settledMs: this.settledMs } = await this.clock());
      this.pass = new Pass(this.connection, this.options, await this.connection.tables(), sinceMs);
    }
    const found = await this.pass.next(this.rows);
    this.answers += 1;
    const next = found.items.length < this.rows ? undefined : String(this.answers);
    return { place: this.place, ...found, settledMs: this.settledMs, next };
  }

  close(): void {
    this.connection.close();
  }
}
