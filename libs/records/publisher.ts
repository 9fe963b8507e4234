import type { Adapter, Item, Page } from '@lienthong/adapter-sdk';
import { dossierId, dossierTime, identitylessId, packSequence, type RecordMessage } from '@lienthong/canonical';
import { RECORDS, cloudEvent, type Appended, type Outgoing, type Producer } from '@lienthong/messaging';
import { commitRaw, failPoint, seal, type DataKey, type KeyRing, type MasterKey } from '@lienthong/platform';
import type { PageRow } from '@lienthong/storage';
import type { Known } from './known';

/** Sealed bytes above this are not published; the record is parked as TOO_LARGE. */
const SEALED_BYTES = 1_000_000;

/** One system whose records are taken under one lease. */
export interface Reading {
  readonly system: string;
  readonly sourceEpoch: number;
  readonly leaseEpoch: number;
  readonly adapter: Adapter;
  readonly known: Known;
}

interface Candidate {
  readonly item: Item;
  readonly dossier: string;
  readonly commitment: string;
}

/** What became of a page: as it is saved with the cursor, and item by item. */
export interface Published {
  readonly row: PageRow;
  readonly items: readonly { readonly dossier: string; readonly isSame: boolean }[];
}

/** Publishes pages: seals each item's exact bytes under its dossier's key and appends what is not already known. */
export class Publisher {
  constructor(
    private readonly producer: Producer,
    private readonly keys: KeyRing,
    private readonly master: MasterKey,
  ) {}

  async publish(reading: Reading, page: Page, readSeq: number): Promise<Published> {
    const dossiers = page.items.map((item) => this.dossierOf(reading.system, item));
    const keys = await this.keys.obtain(dossiers);
    failPoint('intake.after-keys');
    const candidates = page.items.map((item, index) =>
      this.candidate(reading.system, item, dossiers[index] ?? '', keys),
    );
    const fresh = await differing(candidates, reading.known);
    const readAt = Date.now();
    const outgoing = fresh.map((candidate, index) =>
      toMessage(reading, candidate, keyOf(keys, candidate.dossier), { readSeq, readAt, index }),
    );
    const appended = await this.producer.send(RECORDS, outgoing);
    failPoint('intake.after-publish');
    reading.known.published(fresh, appended);
    const row = {
      readSeq,
      from: page.from,
      to: page.to,
      rows: page.items.length,
      published: fresh.length,
      same: candidates.length - fresh.length,
      incomplete: page.incomplete,
      offsets: ranges(appended),
    };
    const isFresh = new Set(fresh);
    return {
      row,
      items: candidates.map((candidate) => ({ dossier: candidate.dossier, isSame: !isFresh.has(candidate) })),
    };
  }

  /** Lets what is in flight end. */
  close(): Promise<void> {
    return this.producer.close();
  }

  private dossierOf(system: string, item: Item): string {
    return item.identity === undefined
      ? identitylessId(system, this.master.commitIdentityless(system, item.digest))
      : dossierId(system, item.identity);
  }

  private candidate(system: string, item: Item, dossier: string, keys: Map<string, DataKey>): Candidate {
    const isNameless = item.identity === undefined;
    const commitment = isNameless
      ? this.master.commitIdentityless(system, item.digest)
      : commitRaw(keyOf(keys, dossier), item.digest);
    return { item, dossier, commitment };
  }
}

async function differing(candidates: readonly Candidate[], known: Known): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const commitments = new Map(await known.commitments([...new Set(candidates.map(({ dossier }) => dossier))]));
  return candidates.filter(({ dossier, commitment }) => {
    const isSame = commitments.get(dossier) === commitment;
    commitments.set(dossier, commitment);
    return !isSame;
  });
}

function toMessage(
  reading: Reading,
  { item, dossier, commitment }: Candidate,
  key: DataKey,
  { readSeq, readAt, index }: { readSeq: number; readAt: number; index: number },
): Outgoing {
  const { system, leaseEpoch, adapter } = reading;
  const page = `${leaseEpoch}-${readSeq}`;
  const sealed = item.raw && seal(key, system, 'raw', item.raw);
  const isTooLarge = sealed !== undefined && sealed.data.length > (SEALED_BYTES * 4) / 3;
  const fault = isTooLarge
    ? { code: 'TOO_LARGE', rule: `a sealed record has at most ${SEALED_BYTES} bytes` }
    : item.fault;
  const record: RecordMessage = {
    system,
    dossier,
    page,
    mediaType: adapter.format.mediaType,
    charset: item.charset,
    readAt: dossierTime(readAt),
    commitment,
    size: item.size,
    ...(fault ? { fault } : {}),
    ...(sealed && !isTooLarge ? { sealed } : {}),
  };
  const sequence = packSequence({ sourceEpoch: reading.sourceEpoch, sourceOrder: item.order, leaseEpoch, readSeq });
  const headers = cloudEvent({
    id: `${system}-${page}-${index}`,
    type: 'record',
    system,
    subject: dossier,
    sequence,
    page,
    timeMs: readAt,
  });
  return { key: dossier, value: JSON.stringify(record), headers };
}

function keyOf(keys: Map<string, DataKey>, dossier: string): DataKey {
  const key = keys.get(dossier);
  if (!key) throw new Error(`No data key was made for dossier ${dossier}.`);
  return key;
}

/** Offsets as [partition, first, count], consecutive ones joined. */
function ranges(appended: readonly Appended[]): [number, number, number][] {
  const sorted = [...appended].sort((a, b) => a.partition - b.partition || a.offset - b.offset);
  const joined: [number, number, number][] = [];
  for (const { partition, offset } of sorted) {
    const last = joined.at(-1);
    if (last && last[0] === partition && last[1] + last[2] === offset) last[2] += 1;
    else joined.push([partition, offset, 1]);
  }
  return joined;
}
