import { Fault } from '@lienthong/canonical';
import { createConnection, type Connection } from 'mysql2';
import type { SqlSettings } from '../sql-options';
import type { Cell, Column, Engine, Session, Statement } from './engine';
import { slow } from './slow';

const CONNECT_MS = 10_000;
const KINDS: Readonly<Record<string, Column['kind']>> = {
  ...{ tinyint: 'number', smallint: 'number', mediumint: 'number', int: 'number', bigint: 'number', decimal: 'number' },
  ...{ char: 'text', varchar: 'text', uuid: 'uuid', date: 'day', datetime: 'time', timestamp: 'time' },
  ...{ tinyblob: 'blob', blob: 'blob', mediumblob: 'blob', longblob: 'blob', geometry: 'blob' },
};
/** Charsets whose bytes are no UTF-8, although every text of Unicode fits. */
const WIDE = /^(ucs2|utf16|utf16le|utf32)$/;
const GRANT = 'Have SELECT granted to the user of the setting user';
const MENDS: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'Correct the settings user and password',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'Correct the settings user and password',
  ER_DBACCESS_DENIED_ERROR: `Correct the setting database. Or: ${GRANT}`,
  ER_BAD_DB_ERROR: 'Correct the setting database',
  ER_TABLEACCESS_DENIED_ERROR: GRANT,
  ER_COLUMNACCESS_DENIED_ERROR: GRANT,
};
const SLOW = /^(ER_QUERY_TIMEOUT|ER_1969)$/;

/**
 * MySQL and MariaDB through mysql2. `character_set_results = NULL` keeps the server from converting what it sends: a column
 * that says latin1 may hold TCVN3. Values are put into statements as digits, times we wrote, or hexadecimals.
 */
export const mysql: Engine = {
  port: 3306,
  now: 'SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000 AS SIGNED)',
  async connect(settings, offset) {
    const session = new MysqlSession(settings);
    try {
      await session.begin(settings.statementMs, offset);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  },
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  columns(patterns) {
    const named = patterns.map(() => "table_name LIKE ? ESCAPE '|'").join(' OR ') || 'TRUE';
    const text = `SELECT table_name, column_name, data_type, numeric_scale, is_nullable, character_set_name, collation_name
      FROM information_schema.columns WHERE table_schema = DATABASE() AND (${named}) ORDER BY table_name, ordinal_position`;
    return { text, values: patterns };
  },
  column([, name, type, scale, nullable, charset, collation]) {
    const kind = (scale ?? '0') === '0' ? (KINDS[type ?? ''] ?? 'other') : 'other';
    return {
      ...{ name: name ?? '', type: type ?? '', kind, isNullable: nullable === 'YES' },
      ...{ charset: charset ?? undefined, collation: collation ?? undefined },
    };
  },
  selected({ type, charset }, quoted) {
    if (type === 'bit') return `${quoted} + 0`;
    return WIDE.test(charset ?? '') ? `CONVERT(${quoted} USING utf8mb4)` : quoted;
  },
  placeholder({ kind, charset = '', collation = '' }) {
    const own = WIDE.test(charset)
      ? `CONVERT(CONVERT(? USING utf8mb4) USING ${charset})`
      : `CONVERT(? USING ${charset})`;
    return kind === 'text' ? `${own} COLLATE ${collation}` : '?';
  },
  value({ kind }, cell) {
    if (kind === 'number') return BigInt(cell.toString());
    return kind === 'text' ? Buffer.from(cell) : cell.toString();
  },
  explain(code, system) {
    if (SLOW.test(code)) return slow(system);
    const mend = MENDS[code];
    return mend === undefined ? undefined : new Fault('LT-LINK-4', `${system}: the database answers ${code}. ${mend}.`);
  },
};

class MysqlSession implements Session {
  private readonly connection: Connection;

  constructor({ host, port, user, password, database }: SqlSettings) {
    this.connection = createConnection({
      ...{ host, port: port ?? mysql.port, user, database, password: password ?? '' },
      ...{ charset: 'UTF8MB4_GENERAL_CI', connectTimeout: CONNECT_MS, rowsAsArray: true, flags: ['-LOCAL_FILES'] },
      typeCast: (field) => field.buffer(),
    });
    // What ends the connection ends the statement that waits for it; between statements it is seen by the next one.
    this.connection.on('error', () => undefined);
  }

  async begin(statementMs: number, offset: string): Promise<void> {
    await this.query({
      text: "SET SESSION sql_mode = '', character_set_results = NULL, time_zone = ?",
      values: [offset],
    });
    await this.query({ text: 'SET SESSION TRANSACTION READ ONLY', values: [] });
    const [[version] = []] = await this.query({ text: 'SELECT VERSION()', values: [] });
    const limit = /mariadb/i.test(version?.toString() ?? '')
      ? `max_statement_time = ${statementMs / 1_000}`
      : `max_execution_time = ${Math.ceil(statementMs)}`;
    await this.query({ text: `SET SESSION ${limit}`, values: [] });
  }

  query({ text, values }: Statement): Promise<Cell[][]> {
    return new Promise((resolve, reject) => {
      this.connection.query(text, [...values], (error, rows) => {
        // mysql2 has no names for what MariaDB alone answers.
        if (error)
          reject(error.errno === undefined ? error : Object.assign(error, { code: error.code || `ER_${error.errno}` }));
        else resolve(Array.isArray(rows) ? (rows as unknown as Cell[][]) : []);
      });
    });
  }

  close(): void {
    this.connection.destroy();
  }
}
