import {
  partsOf,
  placed,
  type Adapter,
  type Item,
  type Page,
  type Part,
  type PartsFormat,
} from '@lienthong/adapter-sdk';
import { dossierId } from '@lienthong/canonical';
import { entryKey, open, seal, type DataKey, type KeyRing } from '@lienthong/platform';
import type { FreshPart, StagedParts, StagedPage } from '@lienthong/storage';

/** A page whose items are whole records, and what became of the rows that are none by themselves. */
export interface JoinedPage {
  readonly page: Page;
  /** Rows of the source in it. */
  readonly rows: number;
  readonly staged: number;
  readonly parts: StagedPage;
}

/** So many dossiers are parked at once because their main part did not come. */
const OVERDUE = 500;

/**
 * Joins parts of dossiers to whole records. Every part is kept, sealed by the key of its dossier, so that one that comes
 * later makes a record with those before it; a dossier whose main part is still to come gives none.
 */
export class Joiner {
  constructor(
    private readonly keys: KeyRing,
    private readonly staged: StagedParts,
  ) {}

  /** The page as it is published; undefined where the items of the adapter are whole records already. */
  async join(system: string, { format }: Adapter, page: Page): Promise<JoinedPage | undefined> {
    const parts = partsOf(format);
    if (parts === undefined) return undefined;
    const { loose, lots } = sorted(system, parts, page.items);
    const keys = await this.keys.obtain(lots.keys());
    const known = await this.known(system, keys, [...lots.keys()]);
    const [items, kept, settled]: [Item[], FreshPart[], string[]] = [[...loose], [], []];
    for (const [dossier, { identity, parts: fresh }] of lots) {
      const key = keyOf(keys, dossier);
      const all = known.get(dossier) ?? new Map<string, Part>();
      const hadMain = hasMain(parts, all);
      const waits = !hadMain && !fresh.some(({ kind }) => kind === parts.main);
      for (const part of fresh) {
        const slot = slotOf(key, part);
        const before = all.get(slot);
        if (before && before.charset === part.charset && before.raw.equals(part.raw)) continue;
        all.set(slot, part);
        kept.push({ dossier, slot, key: key.id, waits, sealed: seal(key, system, 'part', packed(part)).data });
      }
      if (waits) continue;
      if (!hadMain) settled.push(dossier);
      items.push(placed(parts.join([...all.values()]), 0n, identity));
    }
    const { from, to, incomplete } = page;
    return {
      page: { from, to, items, ...(incomplete && { incomplete }) },
      rows: page.items.length,
      staged: page.items.length - items.length,
      parts: { parts: unique(kept), settled },
    };
  }

  /** Parts that waited too long for the main one, as records that are parked; undefined where there are none. */
  async overdue(system: string, adapter: Adapter, cursor: Page['to']): Promise<JoinedPage | undefined> {
    const parts = partsOf(adapter.format);
    const late = parts ? await this.staged.overdue(system, parts.waitMs, OVERDUE) : [];
    if (parts === undefined || late.length === 0) return undefined;
    const keys = await this.keys.find(late);
    const known = await this.known(system, keys, late);
    const rule = `a part of a dossier is followed by its ${parts.main} within ${hours(parts.waitMs)}`;
    const items = [...known.values()].map((all) => {
      const item = parts.join([...all.values()]);
      return placed({ ...item, fault: { code: 'PART_ALONE', path: parts.main, rule } }, 0n, adapter.identity.of(item.head)); // prettier-ignore
    });
    return {
      page: { from: cursor, to: cursor, items },
      rows: items.length,
      staged: 0,
      parts: { parts: [], settled: late },
    };
  }

  private async known(
    system: string,
    keys: ReadonlyMap<string, DataKey>,
    dossiers: readonly string[],
  ): Promise<Map<string, Map<string, Part>>> {
    const found = new Map<string, Map<string, Part>>();
    for (const { dossier, slot, key: id, sealed } of await this.staged.of(dossiers)) {
      const key = keys.get(dossier);
      // Sealed under a key that is no more, because somebody was erased.
      if (key?.id !== id) continue;
      const all = found.get(dossier) ?? new Map<string, Part>();
      all.set(slot, unpacked(open(key, system, 'part', { key: id, data: sealed })));
      found.set(dossier, all);
    }
    return found;
  }
}

interface Lot {
  readonly identity: string;
  readonly parts: Part[];
}

/** Items that are no part, as they are but without an identity: what is wrong with a part is not wrong with its dossier. */
function sorted(
  system: string,
  parts: PartsFormat['parts'],
  items: readonly Item[],
): { loose: Item[]; lots: Map<string, Lot> } {
  const loose: Item[] = [];
  const lots = new Map<string, Lot>();
  for (const item of items) {
    const { identity, ...nameless } = item;
    const part = identity === undefined ? item.fault : parts.of(item);
    if (identity === undefined || part === undefined || 'code' in part) {
      loose.push(part === undefined || !('code' in part) ? item : { ...nameless, fault: part });
      continue;
    }
    const dossier = dossierId(system, identity);
    const lot = lots.get(dossier) ?? { identity, parts: [] };
    lot.parts.push(part);
    lots.set(dossier, lot);
  }
  return { loose, lots };
}

function hasMain({ main }: PartsFormat['parts'], all: ReadonlyMap<string, Part>): boolean {
  return [...all.values()].some(({ kind }) => kind === main);
}

/** A part that comes twice in a page counts as the later one. */
function unique(kept: readonly FreshPart[]): FreshPart[] {
  return [...new Map(kept.map((part) => [`${part.dossier} ${part.slot}`, part])).values()];
}

function slotOf(key: DataKey, { kind, key: own }: Part): string {
  return entryKey(key, ['part', kind, own]);
}

function packed({ kind, key, charset, raw }: Part): Buffer {
  return Buffer.from(JSON.stringify({ kind, key, charset, raw: raw.toString('base64') }));
}

function unpacked(bytes: Buffer): Part {
  const { raw, ...rest } = JSON.parse(bytes.toString('utf8')) as Omit<Part, 'raw'> & { raw: string };
  return { ...rest, raw: Buffer.from(raw, 'base64') };
}

function keyOf(keys: ReadonlyMap<string, DataKey>, dossier: string): DataKey {
  const key = keys.get(dossier);
  if (!key) throw new Error(`No data key was made for dossier ${dossier}.`);
  return key;
}

function hours(ms: number): string {
  return ms < 3_600_000 ? `${Math.round(ms / 1_000)} seconds` : `${Math.round(ms / 3_600_000)} hours`;
}
