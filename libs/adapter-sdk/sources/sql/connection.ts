import { Fault } from '@lienthong/canonical';
import type { SourceContext } from '../../source';
import type { SqlOptions, SqlSettings } from '../sql-options';
import type { Cell, Engine, Session, Statement } from './engine';
import { mysql } from './mysql';
import { postgresql } from './postgresql';
import { columnsFound, patternsOf, refusing, tablesOf, type Table } from './tables';

/** The kinds of databases there are. */
const ENGINES: Readonly<Record<SqlOptions['engine'], Engine>> = { mysql, postgresql };

/** Where an adapter says nothing: Vietnam. */
export const DEFAULT_OFFSET = '+07:00';

/** One connection to the database of a system, made when it is needed; each statement goes through the link. */
export class Connection {
  readonly engine: Engine;
  readonly settings: SqlSettings;
  readonly offset: string;
  private session: Session | undefined;

  constructor(
    private readonly options: SqlOptions,
    private readonly ctx: SourceContext,
  ) {
    this.engine = ENGINES[options.engine];
    this.settings = ctx.settings as unknown as SqlSettings;
    this.offset = options.offset ?? DEFAULT_OFFSET;
  }

  /** The database's time now, in milliseconds. */
  async now(): Promise<number> {
    const [[cell] = []] = await this.run('SELECT now', { text: this.engine.now, values: [] });
    return Number(cell?.toString());
  }

  /** The tables there are now: next year's is found by itself. */
  async tables(): Promise<Table[]> {
    const { engine, options } = this;
    const ask = async (patterns: readonly string[]): Promise<Cell[][]> =>
      this.run('SELECT information_schema', engine.columns(patterns));
    const refuse = refusing(this.ctx.link.system);
    try {
      return tablesOf(options, columnsFound(engine, await ask(patternsOf(options))), refuse);
    } catch (error) {
      if (!(error instanceof Fault) || !error.message.includes('no table')) throw error;
      return tablesOf(options, columnsFound(engine, await ask([])), refuse);
    }
  }

  /** @param what names the statement in faults and metrics */
  run(what: string, statement: Statement): Promise<Cell[][]> {
    this.ctx.signal.throwIfAborted();
    return this.ctx.link.run(what, async (signal) => {
      const cut = AbortSignal.any([signal, this.ctx.signal]);
      const end = (): void => this.close();
      cut.addEventListener('abort', end, { once: true });
      try {
        this.session ??= await this.engine.connect(this.settings, this.offset);
        if (cut.aborted) this.close();
        cut.throwIfAborted();
        return await this.session.query(statement);
      } catch (error) {
        this.close();
        this.ctx.signal.throwIfAborted();
        throw this.explained(what, error);
      } finally {
        cut.removeEventListener('abort', end);
      }
    });
  }

  close(): void {
    this.session?.close();
    this.session = undefined;
  }

  /** Only the code of a refusal is told: its text may hold values. */
  private explained(what: string, error: unknown): unknown {
    const { system } = this.ctx.link;
    if (error instanceof Fault) return error;
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') return new Fault('LT-LINK-3', `${system}: "${what}" failed with no answer.`);
    return this.engine.explain(code, system) ?? new Fault('LT-LINK-3', `${system}: "${what}" failed with ${code}.`);
  }
}
