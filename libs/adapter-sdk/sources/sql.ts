import { defineSettings, number, secret, text } from '@lienthong/canonical';
import type { Source } from '../source';
import { readChanges } from './changes/reading';
import { SqlClient } from './sql/client';
import { listed } from './sql/listing';
import type { SqlOptions } from './sql-options';

/** Settings of a system whose database is read. */
export const sqlSettings = defineSettings({
  host: text({ about: 'Machine of the database', example: 'motcua-db.example.vn' }),
  port: number({ about: 'Its port; without it, the one of its kind: 3306 or 5432', optional: true, min: 1, max: 65_535, whole: true }), // prettier-ignore
  database: text({ about: 'Name of the database', example: 'qlvbdh' }),
  user: text({ about: 'User that may do nothing but SELECT', example: 'lienthong' }),
  password: secret({ about: 'Password of that user', optional: true }),
  pageRows: number({ about: 'Rows asked for at once', default: 500, min: 1, max: 5_000, whole: true }),
  overlapMs: number({
    about: 'How long after its change time a row may still become visible, in milliseconds: the longest transaction',
    default: 900_000,
    min: 1_000,
    whole: true,
  }),
  statementMs: number({ about: 'The database cuts a statement after so many milliseconds', default: 20_000, min: 100, max: 25_000, whole: true }), // prettier-ignore
  pollMs: number({ about: 'Milliseconds between two looks', default: 5_000, min: 100, whole: true }),
});

const LIST_EVERY_MS = 600_000;

/** Tables of a database, read by the time of the last change, polled; the session can write nothing. */
export function sql(options: SqlOptions): Source {
  return {
    protocol: { kind: 'sql', options },
    listEveryMs: LIST_EVERY_MS,
    read: (ctx, cursor) => readChanges(new SqlClient(options, ctx), ctx, cursor),
    list: (ctx) => listed(options, ctx),
  };
}
