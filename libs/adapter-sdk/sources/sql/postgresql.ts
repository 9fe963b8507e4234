import { Fault } from '@lienthong/canonical';
import { Client, types } from 'pg';
import type { SqlSettings } from '../sql-options';
import type { Cell, Column, Engine, Session, Statement } from './engine';
import { slow } from './slow';

const CONNECT_MS = 10_000;
const KINDS: Readonly<Record<string, Column['kind']>> = {
  ...{ int2: 'number', int4: 'number', int8: 'number', numeric: 'number', uuid: 'uuid' },
  ...{
    text: 'text',
    varchar: 'text',
    bpchar: 'text',
    date: 'day',
    timestamp: 'time',
    timestamptz: 'time',
    bytea: 'blob',
  },
};
const UTF8 = 'UTF8';
const GRANT = 'Have SELECT granted to the user of the setting user';
const MENDS: Readonly<Record<string, string>> = {
  '28P01': 'Correct the settings user and password',
  '28000': 'Correct the settings user and password, or have the database let this machine in (pg_hba.conf)',
  '3D000': 'Correct the setting database',
  '42501': GRANT,
};
const SLOW = '57014';
const { BYTEA } = types.builtins;
/** Everything stays as the database writes it, but for bytes. */
const AS_WRITTEN = {
  getTypeParser: (oid: number): ((text: string) => unknown) =>
    oid === (BYTEA as number) ? (types.getTypeParser(BYTEA) as (text: string) => unknown) : (text) => text,
};

/**
 * PostgreSQL through pg. Where a database is not in UTF-8, its texts are asked for as bytes in its own encoding: what says
 * LATIN1 may hold TCVN3.
 */
export const postgresql: Engine = {
  port: 5432,
  now: 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::int8',
  async connect(settings, offset) {
    const session = new PostgresqlSession(settings);
    try {
      await session.begin(settings.statementMs, offset);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  },
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  columns(patterns) {
    const named = patterns.map((_, at) => `table_name LIKE $${at + 1} ESCAPE '|'`).join(' OR ') || 'TRUE';
    const text = `SELECT table_name, column_name, udt_name, numeric_scale, is_nullable, current_setting('server_encoding')
      FROM information_schema.columns WHERE table_schema = current_schema() AND (${named}) ORDER BY table_name, ordinal_position`;
    return { text, values: patterns };
  },
  column([, name, type, scale, nullable, encoding]) {
    const kind = (scale ?? '0') === '0' ? (KINDS[type ?? ''] ?? 'other') : 'other';
    const isText = kind === 'text' || kind === 'other';
    return {
      ...{ name: name ?? '', type: type ?? '', kind, isNullable: nullable === 'YES' },
      ...{ charset: isText ? (encoding ?? UTF8) : undefined, collation: undefined },
    };
  },
  selected: ({ charset = UTF8 }, quoted) => (charset === UTF8 ? quoted : `convert_to(${quoted}::text, '${charset}')`),
  placeholder: ({ kind, charset = UTF8, type }, n) =>
    kind === 'text' && charset !== UTF8 ? `convert_from($${n}::bytea, '${charset}')` : `$${n}::${type}`,
  value: ({ kind, charset = UTF8 }, cell) =>
    kind === 'text' && charset !== UTF8 ? Buffer.from(cell) : cell.toString(),
  explain(code, system) {
    if (code === SLOW) return slow(system);
    const mend = MENDS[code];
    return mend === undefined ? undefined : new Fault('LT-LINK-4', `${system}: the database answers ${code}. ${mend}.`);
  },
};

class PostgresqlSession implements Session {
  private readonly client: Client;

  constructor({ host, port, user, password, database }: SqlSettings) {
    const access = { host, port: port ?? postgresql.port, user, database, password: password ?? '' };
    this.client = new Client({ ...access, connectionTimeoutMillis: CONNECT_MS, application_name: 'lienthong' });
    // What ends the connection ends the statement that waits for it; between statements it is seen by the next one.
    this.client.on('error', () => undefined);
  }

  async begin(statementMs: number, offset: string): Promise<void> {
    await this.client.connect();
    await this.client.query(`SET default_transaction_read_only = on; SET statement_timeout = ${Math.ceil(statementMs)};
      SET TIME ZONE INTERVAL '${offset}' HOUR TO MINUTE; SET DateStyle = 'ISO'; SET bytea_output = 'hex'`);
  }

  async query({ text, values }: Statement): Promise<Cell[][]> {
    const { rows } = await this.client.query<Cell[]>({
      text,
      values: [...values],
      rowMode: 'array',
      types: AS_WRITTEN,
    });
    return rows;
  }

  close(): void {
    this.client.end().catch(() => undefined);
  }
}
