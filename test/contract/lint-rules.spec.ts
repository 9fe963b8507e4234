import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Report {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

const REPOSITORY = join(__dirname, '..', '..');
const COPIED = ['eslint.config.mjs', 'tsconfig.json', 'test/support/house-style.mjs'];
const DOC = '/** What it promises. */\n';
const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n');

/** One file each that breaks one rule of the house and no other. */
const UNLAWFUL: [rule: string, file: string, text: string][] = [
  [
    '@typescript-eslint/no-floating-promises',
    'libs/storage/floating.ts',
    `${DOC}export function save(): void {\n  Promise.resolve(1);\n}`,
  ],
  [
    '@typescript-eslint/no-explicit-any',
    'libs/storage/any.ts',
    `${DOC}export const anything = (row: any): number => Number(row);`,
  ],
  [
    'no-restricted-syntax',
    'libs/storage/comment-only-catch.ts',
    `${DOC}export function load(): void {\n  try {\n    JSON.parse('{');\n  } catch {\n    // never mind\n  }\n}`,
  ],
  ['no-restricted-syntax', 'libs/storage/default-export.ts', `${DOC}export default 'row';`],
  ['no-restricted-properties', 'apps/gateway/environment.ts', `${DOC}export const port = process.env['PORT'];`],
  [
    'no-restricted-syntax',
    'apps/gateway/global-environment.ts',
    `${DOC}export const port = globalThis.process.env['PORT'];`,
  ],
  [
    'no-restricted-imports',
    'apps/gateway/imported-environment.ts',
    `import { pid } from 'node:process';\n${DOC}export const own = pid;`,
  ],
  ['no-console', 'apps/gateway/console.ts', `${DOC}export const shout = (word: string): void => console.log(word);`],
  ['max-lines', 'libs/storage/long.ts', `${DOC}export const rows = [\n${lines(260, '  1,')}\n];`],
  [
    'max-lines-per-function',
    'libs/storage/long-function.ts',
    `${DOC}export function add(): number {\n  let sum = 0;\n${lines(65, '  sum += 1;')}\n  return sum;\n}`,
  ],
  [
    'complexity',
    'libs/storage/branches.ts',
    `${DOC}export function rank(n: number): number {\n${lines(16, '  if (n > Math.random()) return n;')}\n  return 0;\n}`,
  ],
  ['house/exports-are-documented', 'libs/storage/undocumented.ts', 'export const row = 1;'],
  ['house/files-are-nouns', 'libs/storage/row.helper.ts', `${DOC}export const row = 1;`],
  ['house/files-are-nouns', 'libs/storage/utils/row.ts', `${DOC}export const row = 1;`],
  ['@typescript-eslint/naming-convention', 'libs/storage/manager.ts', `${DOC}export class RowManager {\n  row = 1;\n}`],
];

const LAWFUL: [file: string, text: string][] = [
  ['libs/platform/environment.ts', `${DOC}export const port = process.env['PORT'];`],
  ['apps/cli/report.ts', `${DOC}export const shout = (word: string): void => console.log(word);`],
  ['libs/storage/row.spec.ts', `export const rows = [\n${lines(260, '  1,')}\n];`],
];

/** A switch in a file does not silence a rule. */
const SWITCHED_OFF = [
  'libs/storage/switched-off.ts',
  `/* eslint-disable no-var */\n${DOC}export var row = 1;`,
] as const;

let tree: string;
let found: Map<string, (string | null)[]>;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), `${text}\n`);
}

function lint(): Map<string, (string | null)[]> {
  const eslint = join(REPOSITORY, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const run = spawnSync(process.execPath, [eslint, 'apps', 'libs', '--format', 'json'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const reports = JSON.parse(run.stdout) as Report[];
  const path = (report: Report): string => report.filePath.slice(tree.length + 1).replaceAll('\\', '/');
  return new Map(reports.map((report) => [path(report), [...new Set(report.messages.map(({ ruleId }) => ruleId))]]));
}

describe('lint rules', () => {
  beforeAll(() => {
    tree = realpathSync(mkdtempSync(join(tmpdir(), 'lint-rules-')));
    for (const file of COPIED) cpSync(join(REPOSITORY, file), join(tree, file));
    symlinkSync(join(REPOSITORY, 'node_modules'), join(tree, 'node_modules'), 'junction');
    for (const [, file, text] of UNLAWFUL) write(file, text);
    for (const [file, text] of [...LAWFUL, SWITCHED_OFF]) write(file, text);
    found = lint();
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(UNLAWFUL)('%s: %s', (rule, file) => {
    expect(found.get(file)).toEqual([rule]);
  });

  it.each(LAWFUL)('lets %s through', (file) => {
    expect(found.get(file)).toEqual([]);
  });

  it('takes no orders from inside a file', () => {
    expect(found.get(SWITCHED_OFF[0])).toContain('no-var');
  });
});
