import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadIndexKey,
  loadMasterKey,
  loadToken,
  readConfiguration,
  startRoles,
  type Running,
} from '@lienthong/platform';
import { LinkStates, Projection, type ListedRow } from '@lienthong/storage';
import { compactCode } from '@lienthong/vietnam';
import { gatewayRole } from '../../../apps/gateway/gateway-role';
import { startEmbedded } from '../../../apps/standalone/embedded';
import { fill } from '../../support/filled-installation';

/** What belongs to one of two offices; every text of it occurs nowhere in what belongs to the other. */
export interface Office {
  readonly system: string;
  readonly unit: string;
  readonly code: string;
  readonly person: string;
  readonly rule: string;
  /** Id of its dossier. */
  readonly dossier: string;
}

/** Where the exports of both offices would lie. */
export const NOWHERE = '/nonexistent';

const office = (name: string, unit: string, code: string, person: string): Office => ({
  system: `${name}-onestop`,
  unit,
  code,
  person,
  rule: `a rule of ${name} alone`,
  dossier: '',
});

/** A gateway over real servers, with two offices that have the same things of everything: one's own, and a foreign one. */
export interface TwoOffices {
  readonly running: Running;
  readonly token: string;
  readonly own: Office;
  readonly foreign: Office;
  /** Lists the dossier of an office again, as the projector does after a change. */
  touch(office: Office): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function twoOffices(settings: Record<string, string> = {}): Promise<TwoOffices> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-access-'));
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  const configuration = readConfiguration({
    KAFKA_BROKERS: embedded.brokers,
    DATABASE_URL: embedded.databaseUrl,
    LT_DATA_DIR: folder,
    PORT: '0',
    ...settings,
  });
  const master = loadMasterKey(configuration, true);
  const token = loadToken(configuration, true) ?? '';
  const running = await startRoles([gatewayRole], configuration).catch(async (error: unknown) => {
    await embedded.stop();
    throw error;
  });
  const { spine } = running;
  const index = loadIndexKey(configuration);
  let changes = 0;
  const touch = async ({ system, unit, code, person, dossier }: Office): Promise<void> => {
    const row: ListedRow = {
      id: dossier, system, sequence: String(++changes).padStart(80, '0'), offset: changes, content: `c${changes}`, code, status: 'IN_PROGRESS',
      procedure: '1.001193', procedureName: `Thủ tục của ${system}`, channel: 'COUNTER', receivedOn: '2026-03-31', dueAt: null, dueUntilMs: null,
      finishedOn: null, receiving: unit, competent: unit, returning: unit, deleted: false, changedAtMs: Date.now(), tokens: [], codes: [],
    }; // prettier-ignore
    const { exact, folded } = index.nameTokens('Nguyễn Văn An');
    const marks = [...exact.map((hex) => `e${hex}`), ...folded.map((hex) => `f${hex}`), `i${index.idToken(person)}`];
    await spine.db.transaction(async ({ queryRunner }) => {
      const projection = new Projection(queryRunner!);
      await projection.replaceTokens([], marks.map((mark) => ({ dossier, mark }))); // prettier-ignore
      await projection.replaceCodes([], [{ dossier, mark: compactCode(code) }]);
      await projection.save([row]);
    });
  };
  const filled: Office[] = [];
  const offices = [
    office('gia-lam', '00565', 'H26.1.18-250314-0001', '001199000001'),
    office('ba-dinh', '00004', 'H26.1.1-250315-7777', '001199777777'),
  ];
  for (const [n, one] of offices.entries()) {
    await spine.db.query(
      `insert into system (code, name, unit, adapter, settings, demo) values ($1, $1, $2, 'municipal-xes', $3, true)`,
      [one.system, one.unit, JSON.stringify({ directory: NOWHERE })],
    );
    const [dossier = ''] = await fill(spine, master, [{ system: one.system, identity: one.code, subject: `Việc của ${one.system}` }], n + 1); // prettier-ignore
    await spine.db.query(
      `insert into parked (generation, partition, record_offset, system, dossier, cause, path, rule) values (1, 0, $1, $2, $3, 'CONTRACT', '/x', $4)`,
      [9_000 + n, one.system, dossier, one.rule],
    );
    await new LinkStates(spine.db).note(one.system, {
      state: 'closed', callsOk: 1, callsFailed: 0, succeededMsAgo: 0, failedMsAgo: undefined, error: undefined,
    }); // prettier-ignore
    filled.push({ ...one, dossier });
    await touch(filled[n]!);
  }
  return {
    running,
    token,
    own: filled[0]!,
    foreign: filled[1]!,
    touch,
    stop: async () => {
      await running.stop();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
