import { dossierId, packSequence, splitPersonal, withMappingEpoch, type Dossier } from '@lienthong/canonical';
import { Producer, RECORDS, cloudEvent, type Appended } from '@lienthong/messaging';
import { MasterKey, digestOf, commitRaw, entryKey, seal, type Spine } from '@lienthong/platform';
import { DataKeys, Register, type Head, type Line, type Version } from '@lienthong/storage';

/** A dossier as a test invents it. */
export interface Invented {
  readonly system: string;
  readonly identity: string;
  readonly subject: string;
  readonly status?: string;
  readonly steps?: readonly string[];
  readonly deleted?: boolean;
}

const PAGE = '1-0';
const AT_MS = Date.parse('2026-03-31T02:00:00Z');

/**
 * Puts invented dossiers where intake, normalizer and registry would: sealed raw records into `records.v1`, heads,
 * versions, lines and keys into the tables. Returns the ids in the order given.
 */
export async function fill(
  { db, kafka, generation }: Spine,
  master: MasterKey,
  dossiers: readonly Invented[],
  epoch = 1,
): Promise<string[]> {
  const made = dossiers.map((dossier, index) => make(master, dossier, index, epoch));
  const producer = new Producer(kafka);
  const places = await producer.send(
    RECORDS,
    made.map(({ outgoing }) => outgoing),
  );
  await producer.close();
  await new DataKeys(db).insert(
    made.map(({ key }) => ({ dossier: key.dossier, key: key.id, wrapped: master.wrap(key) })),
  );
  const runner = db.createQueryRunner();
  const register = new Register(runner);
  const rows = made.map((one, index) => rowsOf(one, generation, places[index]!));
  await register.insertVersions(rows.map(({ version }) => version));
  await register.saveHeads(rows.map(({ head }) => head));
  await register.saveLines(rows.map(({ line }) => line));
  await runner.release();
  return made.map(({ key }) => key.dossier);
}

type Made = ReturnType<typeof make>;

function make(master: MasterKey, invented: Invented, index: number, epoch: number) {
  const { system, identity } = invented;
  const key = master.create(dossierId(system, identity));
  const raw = Buffer.from(`<trace>${JSON.stringify({ identity, subject: invented.subject })}</trace>`);
  const commitment = commitRaw(key, digestOf(raw));
  const sequence = packSequence({ leaseEpoch: epoch, readSeq: index });
  const record = {
    system, dossier: key.dossier, page: PAGE, mediaType: 'application/xml', charset: 'utf-8', readAt: '2026-03-31T09:00:00.000+07:00',
    commitment, size: raw.length, sealed: seal(key, system, 'raw', raw),
  }; // prettier-ignore
  const headers = cloudEvent({
    id: `${epoch}-${index}`,
    type: 'record',
    system,
    subject: key.dossier,
    sequence,
    page: PAGE,
    timeMs: AT_MS,
  });
  return {
    invented,
    key,
    commitment,
    sequence: withMappingEpoch(sequence, 1),
    outgoing: { key: key.dossier, value: JSON.stringify(record), headers },
  };
}

function documentOf({ invented, key }: Made): string {
  const {
    system,
    identity,
    subject,
    status = 'IN_PROGRESS',
    steps = ['RECEIVED', 'CHECKED'],
    deleted = false,
  } = invented;
  const timeline = steps.map((step) => ({
    key: `${entryKey(key, [step])}-0`, step, occurredAt: { at: '2014-04-11', precision: 'DAY' }, actor: { name: 'Bà Trần Thị Lan' },
  })); // prettier-ignore
  const plain = {
    id: key.dossier, system, deleted, subject,
    identifiers: [{ scheme: 'dossier-code', value: identity, source: system }],
    status: { code: status, national: 4, raw: '4' },
    timeline: timeline.sort((a, b) => (a.key < b.key ? -1 : 1)),
    dueDates: [], findings: [], origin: { adapter: 'invented' },
  } as unknown as Dossier; // prettier-ignore
  const { document, personal } = splitPersonal(plain);
  return JSON.stringify({
    ...document,
    personal: seal(key, system, 'personal', Buffer.from(JSON.stringify(personal))),
  });
}

function rowsOf(
  made: Made,
  generation: number,
  { partition, offset }: Appended,
): { head: Head; version: Version; line: Line } {
  const { invented, key, sequence, commitment } = made;
  const { system, status = 'IN_PROGRESS', steps = ['RECEIVED', 'CHECKED'], deleted = false } = invented;
  const place = { generation, partition, offset };
  const content = key.id.replaceAll('-', '').repeat(2);
  const outcome = deleted ? 'DELETED' : 'APPLIED';
  const timelineEntries = steps.length;
  return {
    head: {
      id: key.dossier, system, sequence, ...place, outcome, rawCommitment: commitment, asserted: sequence, versionSequence: sequence,
      versionOffset: offset, content, deleted, status, receivedOn: '2014-04-11', timelineEntries, changedAtMs: AT_MS,
    },
    version: { dossier: key.dossier, sequence, ...place, system, content, deleted, timelineEntries, appendedAtMs: AT_MS, document: documentOf(made) },
    line: { ...place, system, appendedAtMs: AT_MS, page: PAGE, dossier: key.dossier, sequence, outcome, cause: null },
  }; // prettier-ignore
}
