import { createHash, hash } from 'node:crypto';
import { canonicalJson } from '@lienthong/canonical';
import { RECORDS, readAt, type Kafka, type Message, type Place } from '@lienthong/messaging';
import { MasterKey, open, type DataKey, type Sealed } from '@lienthong/platform';
import type { DigestHead, DigestSource } from '@lienthong/storage';
import { plainContent } from './plain-content';

/** Heads of one part: their raw records are read back from the log together, which reads it once a part. */
const PART = 20_000;
/** Documents in memory at once. */
const DOCUMENTS = 100;

/** How often a part of the log is asked for. */

/** What `GET /v1/digest` answers. */
export interface DigestAnswer {
  /** SHA-256, hex: equal for two installations that hold the same, whatever their keys, offsets and times. */
  readonly digest: string;
  readonly dossiers: number;
  readonly live: number;
  readonly versions: number;
  readonly timelineEntries: number;
  /** Newest records that the log does not hold, or whose key is gone. */
  readonly rawMissing: number;
}

/** What of the raw record goes into the digest where there is none. */
const NO_RAW = 'none';

/**
 * SHA-256 over every dossier in the order of ids: system, number of versions, state of the newest record, the plain
 * content of the current version, and the raw bytes of the newest record. It unseals, and gives out nothing but the sum.
 *
 * Memory holds one part, whatever is stored. Meant for an installation at rest: what changes meanwhile may be read
 * half before and half after its change.
 */
export class Digest {
  constructor(
    private readonly source: DigestSource,
    private readonly kafka: Kafka,
    private readonly masterKey: MasterKey,
    private readonly generation: number,
  ) {}

  async make(): Promise<DigestAnswer> {
    const sum = createHash('sha256');
    const counts = { dossiers: 0, live: 0, versions: 0, timelineEntries: 0, rawMissing: 0 };
    let heads = await this.source.heads(undefined, PART);
    while (heads.length > 0) {
      const keys = this.keys(heads);
      const raws = await this.raws(heads, keys);
      for (let from = 0; from < heads.length; from += DOCUMENTS) {
        const some = heads.slice(from, from + DOCUMENTS);
        const documents = await this.source.documents(some[0]?.id ?? '', some.at(-1)?.id ?? '');
        for (const head of some) {
          const content = plainContent(documents.get(head.id), keys.get(head.id));
          const { id, system, versions, deleted } = head;
          const raw = raws.get(id);
          const state = stateOf(head);
          sum.update(`${canonicalJson({ id, system, versions, state, deleted, content, raw: raw ?? NO_RAW })}\n`);
          count(counts, head, raw, content !== null);
        }
      }
      heads = await this.source.heads(heads.at(-1)?.id, PART);
    }
    return { digest: sum.digest('hex'), ...counts };
  }

  private keys(heads: readonly DigestHead[]): Map<string, DataKey> {
    const keys = new Map<string, DataKey>();
    for (const { id, key, wrapped } of heads) {
      if (key !== null && wrapped !== null) keys.set(id, this.masterKey.unwrap(key, id, wrapped));
    }
    return keys;
  }

  /** SHA-256 of the raw bytes of each newest record, by dossier; records of an older generation cannot be read back. */
  private async raws(heads: readonly DigestHead[], keys: Map<string, DataKey>): Promise<Map<string, string>> {
    const here = heads.filter((head) => head.generation === this.generation);
    const raws = new Map<string, string>();
    await readAt(this.kafka, RECORDS, here, (message: Message & Place) => {
      const { system, sealed } = JSON.parse(message.value.toString('utf8')) as { system: string; sealed?: Sealed };
      const key = keys.get(message.key);
      if (sealed && key) raws.set(message.key, hash('sha256', open(key, system, 'raw', sealed)));
      else if (!sealed) raws.set(message.key, 'not kept');
    });
    return raws;
  }
}

/** A record read twice (a page repeated after a crash) leaves the head UNCHANGED where one reading leaves it APPLIED. */
function stateOf({ outcome }: DigestHead): string {
  return outcome === 'PARKED' || outcome === 'DROPPED' ? outcome : 'STANDS';
}

function count(counts: Record<string, number>, head: DigestHead, raw: string | undefined, hasVersion: boolean): void {
  const add = (name: string, by: number): number => (counts[name] = (counts[name] ?? 0) + by);
  add('dossiers', 1);
  add('versions', head.versions);
  if (hasVersion && !head.deleted) {
    add('live', 1);
    add('timelineEntries', head.timelineEntries);
  }
  if (raw === undefined) add('rawMissing', 1);
}
