import { Command } from 'commander';
import { Api, LONG_MS } from './api';
import { applySystems, readSystems } from './apply';
import { demoDistricts, resetDemo, setMode, type DemoDistrict } from './demo';
import { examine } from './doctor';
import { findInstallation, type InstallationOptions } from './installation';
import { askLedger, ledgerText } from './ledger';
import { loadMunicipal } from './load';
import { ProgressLine } from './progress-line';
import { table } from './table';
import { texts } from './texts';

type Options = InstallationOptions & { json?: boolean; full?: boolean; dir?: string; file?: string };

/** What `GET /v1/digest` answers. */
interface DigestAnswer {
  readonly digest: string;
  readonly [count: string]: string | number;
}

/** All commands. Each sets the exit code 1 where what it found is not as it should be. */
export function commands(): Command {
  const program = new Command('lienthong').description(texts.about).showHelpAfterError();
  program
    .command('doctor')
    .description('check what npm start needs and what runs; each fault with its mend')
    .option('--data-dir <folder>', 'data folder of the installation')
    .option('--json', 'print JSON')
    .action(doctor);
  connected(
    program
      .command('apply')
      .description('create or change systems from a YAML list')
      .requiredOption('-f, --file <file>', 'YAML file, - for standard input'),
  ).action(apply);
  const load = program.command('load').description('load exported files');
  connected(
    load
      .command('municipal')
      .description('load the event logs (*.xes, *.xes.gz) of a folder, one system each')
      .requiredOption('--dir <folder>', 'folder of the logs'),
  ).action(municipal);
  connected(
    program
      .command('ledger')
      .description('show the ledger and every difference by id')
      .option('--full', 'check every day and count every source'),
  ).action(ledger);
  connected(program.command('digest').description('one SHA-256 over everything that is stored')).action(digest);
  demo(program.command('demo').description('the demo city: break a district, mend it, begin again'));
  return program;
}

function demo(program: Command): void {
  connected(program.command('list').description('the districts and how each is')).action(
    async ({ json, ...where }: Options) => shown(json, await demoDistricts(new Api(findInstallation(where)))),
  );
  connected(program.command('break <system>').description('make the line to a district bad'))
    .option('--how <mode>', 'slow, failing, hanging or dead', 'dead')
    .action(async (system: string, { how, json, ...where }: Options & { how: string }) =>
      shown(json, [await setMode(new Api(findInstallation(where)), system, how)]),
    );
  connected(program.command('mend <system>').description('make the line to a district good again')).action(
    async (system: string, { json, ...where }: Options) =>
      shown(json, [await setMode(new Api(findInstallation(where)), system, 'well')]),
  );
  program
    .command('reset')
    .description('remove a stopped demo installation; the next npm start begins from nothing')
    .option('--data-dir <folder>', 'data folder of the installation')
    .option('--yes', 'remove it without a further question')
    .option('--json', 'print JSON')
    .action(({ dataDir, yes = false, json }: Options & { yes?: boolean }) => {
      const removed = resetDemo(dataDir, yes);
      print(json, removed, () => texts.removed(removed.removed));
    });
}

function shown(json: boolean | undefined, districts: readonly DemoDistrict[]): void {
  print(json, districts, () =>
    table(
      ['system', 'mode', 'dossiers', 'changes'],
      districts.map(({ system, mode, dossiers, changes }) => [system, mode, String(dossiers), String(changes)]),
    ),
  );
}

function connected(command: Command): Command {
  return command
    .option('--url <address>', 'address of the gateway; default: the running npm start')
    .option('--token <token>', 'sign-in token; default: the one in the data folder')
    .option('--data-dir <folder>', 'data folder of the installation')
    .option('--json', 'print JSON');
}

async function doctor({ dataDir, json }: Options): Promise<void> {
  const findings = await examine(dataDir);
  const isWell = findings.every(({ state }) => state === 'OK');
  const lines = findings.map(({ state, name, about, mend }) => [
    state,
    name,
    mend === undefined ? about : `${about}. ${mend}`,
  ]);
  print(json, { ok: isWell, checks: findings }, () => table(['', 'check', ''], lines));
  fail(!isWell);
}

async function apply({ file = '-', json, ...where }: Options): Promise<void> {
  const systems = readSystems(file);
  const applied = await applySystems(new Api(findInstallation(where)), systems);
  print(json, applied, () =>
    table(
      ['system', 'change', ''],
      applied.map(({ code, change, why = '' }) => [code, change, why]),
    ),
  );
  const refused = applied.filter(({ change }) => change === 'refused').length;
  fail(refused > 0, texts.failed(refused));
}

async function municipal({ dir = '.', json, ...where }: Options): Promise<void> {
  const loaded = await loadMunicipal(new Api(findInstallation(where)), dir, new ProgressLine(process.stderr));
  print(json, loaded, () => table(Object.keys(loaded), [Object.values(loaded).map(String)]));
  if (loaded.parked > 0) console.error(texts.parked(loaded.parked));
  fail(!loaded.ledgerBalanced, texts.unbalanced);
}

async function ledger({ full = false, json, ...where }: Options): Promise<void> {
  const answer = await askLedger(new Api(findInstallation(where)), full);
  print(json, answer, () => ledgerText(answer));
  fail(!answer.balanced);
}

async function digest({ json, ...where }: Options): Promise<void> {
  const answer = await new Api(findInstallation(where)).get<DigestAnswer>('/v1/digest', LONG_MS);
  print(json, answer, () => table(Object.keys(answer), [Object.values(answer)]));
}

/** The answer on stdout: one line of JSON, or words. */
function print(json: boolean | undefined, answer: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(answer) : words());
}

function fail(isBad: boolean, text?: string): void {
  if (!isBad) return;
  if (text !== undefined) console.error(text);
  process.exitCode = 1;
}
