import { fail, print } from './answer';
import { Api, LONG_MS } from './api';
import { applySystems, readSystems } from './apply';
import { demoDistricts, resetDemo, setMode, type DemoDistrict } from './demo';
import { examine } from './doctor';
import { findingsOf, findingsText } from './findings';
import { findInstallation, type InstallationOptions } from './installation';
import { askLedger, ledgerText } from './ledger';
import { loadMunicipal } from './load';
import { ProgressLine } from './progress-line';
import { english, type Say } from './say';
import { isUneven, sequencesOf, sequencesText, type Period } from './sequences';
import { table } from './table';

/** What every command may be given. */
export type Options = InstallationOptions & { json?: boolean };

/** What `GET /v1/digest` answers. */
interface DigestAnswer {
  readonly digest: string;
  readonly [count: string]: string | number;
}

const DISTRICT = ['headSystem', 'headMode', 'headDossiers', 'headChanges'] as const;
const LOADED = ['headSystems', 'headDossiers', 'headTimelineEntries', 'headParked', 'headBalances'] as const;
const DIGEST = {
  dossiers: 'headDossiers',
  live: 'headLive',
  versions: 'headVersions',
  timelineEntries: 'headTimelineEntries',
  rawMissing: 'headRawMissing',
} as const;
const CHANGES = { created: 'created', changed: 'changed', unchanged: 'unchanged', refused: 'refusedChange' } as const;

/** What the commands do: the answer to stdout, in words or as JSON, which has no language; the rest to stderr. */
export class Actions {
  constructor(private readonly say: Say) {}

  async doctor({ dataDir, json }: Options): Promise<void> {
    const findings = await examine(dataDir, json ? english : this.say);
    const isWell = findings.every(({ state }) => state === 'OK');
    const lines = findings.map(({ state, name, about, mend }) => [
      this.say(state === 'OK' ? 'ok' : 'fail'),
      name,
      mend === undefined ? about : `${about}. ${mend}`,
    ]);
    print(json, { ok: isWell, checks: findings }, () => table(['', this.say('headCheck'), ''], lines));
    fail(!isWell);
  }

  async apply({ file = '-', json, ...where }: Options & { file?: string }): Promise<void> {
    const systems = readSystems(file);
    const line = new ProgressLine(process.stderr);
    const applied = await applySystems(api(where), systems, (why) => line.show(why));
    line.end();
    print(json, applied, () =>
      table(
        [this.say('headSystem'), this.say('headChange'), ''],
        applied.map(({ code, change, why = '' }) => [code, this.say(CHANGES[change]), why]),
      ),
    );
    const refused = applied.filter(({ change }) => change === 'refused').length;
    fail(refused > 0, this.say('failed', { number: refused }));
  }

  async municipal({ dir = '.', json, ...where }: Options & { dir?: string }): Promise<void> {
    const loaded = await loadMunicipal(api(where), dir, new ProgressLine(process.stderr), this.say);
    const { systems, dossiers, timelineEntries, parked, ledgerBalanced } = loaded;
    const balances = this.say(ledgerBalanced ? 'yesWord' : 'noWord');
    const counts = [systems, dossiers, timelineEntries, parked].map(String);
    print(json, loaded, () => table(this.heads(LOADED), [[...counts, balances]]));
    if (parked > 0) console.error(this.say('parkedRecords', { number: parked }));
    fail(!ledgerBalanced, this.say('unbalanced'));
  }

  async ledger({ full = false, json, ...where }: Options & { full?: boolean }): Promise<void> {
    const answer = await askLedger(api(where), full);
    print(json, answer, () => ledgerText(answer, this.say));
    fail(!answer.balanced);
  }

  async digest({ json, ...where }: Options): Promise<void> {
    const answer = await api(where).get<DigestAnswer>('/v1/digest', LONG_MS);
    const head = (name: string): string => (name in DIGEST ? this.say(DIGEST[name as keyof typeof DIGEST]) : name);
    print(json, answer, () => table(Object.keys(answer).map(head), [Object.values(answer)]));
  }

  async sequences(system: string, { from, to, json, ...where }: Options & Period): Promise<void> {
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const days = await sequencesOf(api(where), system, period);
    print(json, days, () => sequencesText(days, this.say));
    fail(days.some(isUneven));
  }

  async findings(dossier: string, { json, ...where }: Options): Promise<void> {
    const found = await findingsOf(api(where), dossier);
    print(json, found, () => findingsText(found, this.say));
  }

  async districts({ json, ...where }: Options): Promise<void> {
    this.show(json, await demoDistricts(api(where)));
  }

  async setMode(system: string, mode: string, { json, ...where }: Options): Promise<void> {
    this.show(json, [await setMode(api(where), system, mode)]);
  }

  reset({ dataDir, yes = false, json }: Options & { yes?: boolean }): void {
    const removed = resetDemo(dataDir, yes);
    print(json, removed, () => this.say('removed', { folder: removed.removed }));
  }

  private show(json: boolean | undefined, districts: readonly DemoDistrict[]): void {
    const rows = districts.map(({ system, mode, dossiers, changes }) => [
      system,
      mode,
      String(dossiers),
      String(changes),
    ]);
    print(json, districts, () => table(this.heads(DISTRICT), rows));
  }

  private heads(keys: readonly (typeof DISTRICT | typeof LOADED)[number][]): string[] {
    return keys.map((key) => this.say(key));
  }
}

function api(where: InstallationOptions): Api {
  return new Api(findInstallation(where));
}
