import type { Dossier } from './dossier';

interface Entry {
  readonly id: number;
  changedMs: number;
  /** The truth as JSON: an object of it is made when it is asked for. */
  line: string;
}

/** The dossiers of an office, found by id and by change time. */
export class Shelf {
  private readonly byId = new Map<number, Entry>();
  private order: Entry[] = [];

  get size(): number {
    return this.byId.size;
  }

  /** Puts a state in place of the one before it. */
  put(dossier: Dossier, line = JSON.stringify(dossier)): void {
    const before = this.byId.get(dossier.id);
    if (before) this.order.splice(this.place(before), 1);
    const entry = { id: dossier.id, changedMs: Date.parse(dossier.ngayCapNhat), line };
    this.byId.set(entry.id, entry);
    this.order.splice(this.place(entry), 0, entry);
  }

  /** Puts many at once, as after a start. */
  fill(dossiers: Iterable<[Dossier, string]>): void {
    for (const [{ id, ngayCapNhat }, line] of dossiers) {
      this.byId.set(id, { id, changedMs: Date.parse(ngayCapNhat), line });
    }
    this.order = [...this.byId.values()].sort(byTime);
  }

  get(id: number): Dossier | undefined {
    const entry = this.byId.get(id);
    return entry && (JSON.parse(entry.line) as Dossier);
  }

  /** A page of those changed at or after an instant, by change time and id; of that very instant from an id on. */
  since(ms: number, page: number, size: number, fromId = -1): { total: number; dossiers: Dossier[] } {
    const first = this.place({ id: fromId, changedMs: ms });
    const from = first + (page - 1) * size;
    const dossiers = this.order.slice(from, from + size).map(({ line }) => JSON.parse(line) as Dossier);
    return { total: this.order.length - first, dossiers };
  }

  /** Ids after one, rising. */
  ids(after: number, size: number): number[] {
    return [...this.byId.keys()].filter((id) => id > after).sort((a, b) => a - b).slice(0, size); // prettier-ignore
  }

  /** Where an entry stands or would stand, by halving. */
  private place(entry: Pick<Entry, 'id' | 'changedMs'>): number {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.order[middle];
      if (other && byTime(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function byTime(a: Pick<Entry, 'id' | 'changedMs'>, b: Pick<Entry, 'id' | 'changedMs'>): number {
  return a.changedMs - b.changedMs || a.id - b.id;
}
