import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT_ROLES, type AccountRole } from '@lienthong/platform';
import { ROOT } from '../../support/installation';

/** What an account with a scope gets of what lies outside of it. */
export type Foreign = 'left out' | '404' | '403' | 'same';

/** A row of the table in docs/reference/access.md. */
export interface MatrixRow {
  /** `GET /v1/systems/{code}` */
  readonly route: string;
  readonly allowed: readonly AccountRole[];
  readonly foreign: Foreign;
}

/** The table as it is written, by hand. @throws Error where a cell says something else than the page explains */
export function readMatrix(): MatrixRow[] {
  const lines = readFileSync(join(ROOT, 'docs', 'reference', 'access.md'), 'utf8').split('\n');
  const cells = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => cell.trim()); // prettier-ignore
  const head = lines.findIndex((line) => line.startsWith('| route '));
  expect(cells(lines[head] ?? '')).toEqual(['route', ...ACCOUNT_ROLES, 'foreign']);
  const rows = lines.slice(head + 2);
  return rows.slice(0, rows.indexOf('')).map((line) => {
    const [route = '', ...rest] = cells(line);
    const foreign = rest.pop() as Foreign;
    if (!['left out', '404', '403', 'same'].includes(foreign) || rest.some((cell) => cell !== '✓' && cell !== '–'))
      throw new Error(`docs/reference/access.md: the row of ${route} has a cell that the page does not explain.`);
    return { route, allowed: ACCOUNT_ROLES.filter((_, n) => rest[n] === '✓'), foreign };
  });
}
