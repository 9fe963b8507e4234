/**
 * `npm run verify:api`: calls the served API with what its description allows and with what it forbids (schemathesis),
 * and fails where an answer is a 5xx, or of a status, form or schema that is not described. It runs on an installation
 * of its own with the demo city. Event streams do not end: they are left out of it, and one is opened here.
 * `npm run verify:api -- --seed 1` repeats a run. Needs python3 with venv; schemathesis comes from PyPI into node_modules/.cache.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Installation, ROOT } from '../support/installation';
import { run } from '../support/program';

const VERSION = '4.32.5';
const PLACE = join(ROOT, 'node_modules', '.cache', `schemathesis-${VERSION}`);
const PROGRAM = join(PLACE, 'bin', 'schemathesis');
const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';
/** Of one run. One thread only: two of them trip over a fault of Python 3.11's parser. */
const SECONDS = 60;

interface Described {
  readonly paths: Record<string, Record<string, { readonly security: readonly object[] }>>;
}

/** Each installation of schemathesis is one version, and stays. */
async function install(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  await succeed('python3', '-m', 'venv', PLACE);
  await succeed(join(PLACE, 'bin', 'pip'), 'install', '--quiet', `schemathesis==${VERSION}`);
}

async function succeed(program: string, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`);
}

/** Ids that are there, so that what is found is looked at too, and no ledger waits for its sources. */
async function knownIds(installation: Installation): Promise<string> {
  const first = async (path: string): Promise<Record<string, string>> =>
    (await installation.api<{ items: Record<string, string>[] }>(path)).items[0] ?? {};
  const known = {
    '^/v1/systems/': `"path.code" = "${(await first('/v1/systems'))['code']}"`,
    '^/v1/dossiers/': `"path.id" = "${(await first('/v1/dossiers'))['id']}"`,
    '^/v1/adapters/': `"path.name" = "${(await first('/v1/adapters'))['name']}"`,
    '^/v1/demo/': `"path.system" = "${(await first('/v1/demo'))['system']}"`,
  };
  const operations = Object.entries(known).map(
    ([paths, id]) => `[[operations]]\ninclude-path-regex = "${paths}"\nparameters = { ${id} }\n`,
  );
  return operations.join('');
}

/** @returns whether everything that was called answered as described */
async function fuzz(installation: Installation, what: string, settings: string, ...args: string[]): Promise<boolean> {
  const config = join(installation.folder, 'schemathesis.toml');
  writeFileSync(config, `[parameters]\n"query.wait" = 1\n${settings}`);
  const token = `Authorization: Bearer ${installation.token}`;
  const startedAtMs = Date.now();
  const { code, stdout, stderr } = await run(
    PROGRAM,
    [
      ...['--config-file', config, 'run', `${installation.url}/v1/openapi.json`, '--header', token, '--checks', CHECKS],
      ...[
        '--exclude-path',
        '/v1/events',
        '--phases',
        'coverage,fuzzing',
        '--workers',
        '2',
        '--max-time',
        String(SECONDS),
      ],
      ...[
        '--request-timeout',
        '30',
        '--continue-on-failure',
        '--no-shrink',
        '--warnings',
        'off',
        ...args,
        ...process.argv.slice(2),
      ],
    ],
    { cwd: installation.folder },
  );
  const summary = stdout.slice(stdout.indexOf('= SUMMARY ='));
  const figures = /[\d,]+ generated.*$/m.exec(summary)?.[0] ?? 'no figures';
  process.stdout.write(
    `${code === 0 ? 'ok     ' : 'FAILED '} ${what}: ${figures} in ${Math.round((Date.now() - startedAtMs) / 1_000)} s\n`,
  );
  if (code !== 0) process.stdout.write(`${stdout}${stderr}${faults(installation)}`);
  return code === 0;
}

/** What the gateway says of its own failures. */
function faults({ output }: Installation): string {
  return output.split('\n').filter((line) => line.includes('"level":"error"')).slice(-20).join('\n'); // prettier-ignore
}

/** @returns whether nobody, and nobody with another token, gets in where the description asks for one */
async function isGuarded({ url }: Installation): Promise<boolean> {
  const { paths } = (await (await fetch(`${url}/v1/openapi.json`)).json()) as Described;
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security }]) => ({ path, method, isOpen: security.length === 0 })),
  );
  let wrong = 0;
  for (const { path, method, isOpen } of routes) {
    for (const headers of [{}, { authorization: 'Bearer another' }] as Record<string, string>[]) {
      const answer = await fetch(url + path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase(), headers });
      const isProblem =
        answer.status === 401 && answer.headers.get('content-type')?.startsWith('application/problem+json');
      if (isOpen ? answer.ok : isProblem) continue;
      process.stdout.write(
        `${method} ${path} answers ${answer.status} ${answer.headers.get('content-type')} to ${headers['authorization'] ?? 'nobody'}\n`,
      );
      wrong += 1;
    }
  }
  const open = routes.filter(({ isOpen }) => isOpen).length;
  process.stdout.write(`${wrong === 0 ? 'ok     ' : 'FAILED '} without and with a wrong token: ${routes.length} routes, ${open} open, ${wrong} wrong\n`); // prettier-ignore
  return wrong === 0;
}

/** @returns whether a stream of events begins as described */
async function isStreaming({ url, token }: Installation): Promise<boolean> {
  const answer = await fetch(`${url}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const reader = answer.body?.getReader();
  const text = Buffer.from((await reader?.read())?.value ?? []).toString('utf8');
  await reader?.cancel();
  const isStream =
    answer.headers.get('content-type')?.startsWith('text/event-stream') === true && text.includes('event: ready');
  process.stdout.write(`${isStream ? 'ok     ' : 'FAILED '} a stream of events begins with ready\n`);
  return isStream;
}

async function main(): Promise<void> {
  await install();
  const installation = new Installation({}, true);
  try {
    await installation.start();
    const isSound = [
      await isGuarded(installation),
      await isStreaming(installation),
      await fuzz(installation, 'what is there', await knownIds(installation), '--include-path-regex', '[{](code|id|system)[}]|adapters', '--exclude-method', 'PUT', '--max-examples', '8'),
      await fuzz(installation, 'anything', '', '--max-examples', '10'),
    ]; // prettier-ignore
    process.exitCode = isSound.every(Boolean) ? 0 : 1;
  } finally {
    await installation.remove();
  }
}

void main();
