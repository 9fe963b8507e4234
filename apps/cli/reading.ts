import type { Api } from './api';
import { Stop } from './stop';

/** What `GET /v1/systems/:code/progress` tells of a system. */
export interface SystemProgress {
  readonly now: string;
  readonly rowsRead: number;
  readonly published: number;
  readonly same: number;
  readonly lines: number;
  readonly inFlight: number;
  readonly parked: number;
  readonly incomplete: number;
  readonly idleAt: string | null;
  readonly lastError: string | null;
  readonly liveDossiers: number;
  readonly timelineEntries: number;
}

/** A system whose source is to be read to its end. */
export interface Awaited {
  readonly code: string;
  /** A look at the source counts once it ended after this, ms since 1970 by the clock of the installation. */
  readonly afterMs: number;
  /** 2 where a look may have been under way at that moment: the second one certainly began after it. */
  readonly looks: 1 | 2;
}

/** How patient a reading is, ms. */
export interface Patience {
  readonly pollMs: number;
  /** Longest time in which no figure of any system moves. */
  readonly stillMs: number;
  /** Longest time a system may repeat one and the same error. */
  readonly errorMs: number;
}

/** Whether systems have been looked at afresh, read to their end, and everything of them has arrived. */
export class Reading {
  private readonly seen = new Map<string, Set<string>>();
  private readonly errors = new Map<string, { text: string; sinceMs: number }>();
  private movedMs: number;
  private figures = '';

  constructor(
    private readonly systems: readonly Awaited[],
    private readonly patience: Patience,
    private readonly now: () => number = Date.now,
  ) {
    this.movedMs = now();
  }

  /** Takes in what the systems tell now; true when all is read. @throws Stop when nothing moves, or a source cannot be read */
  take(progress: ReadonlyMap<string, SystemProgress>): boolean {
    const waiting = this.systems.filter((system) => !this.isDone(system, progress.get(system.code)));
    if (waiting.length === 0) return true;
    for (const { code } of waiting) this.refuseLastingError(code, progress.get(code)?.lastError ?? null);
    const figures = JSON.stringify([...progress.values()].map(({ now: _, ...rest }) => rest));
    if (figures !== this.figures) this.movedMs = this.now();
    this.figures = figures;
    if (this.now() - this.movedMs > this.patience.stillMs) {
      const systems = waiting.map(({ code }) => code).join(', ');
      throw new Stop((say) => say('stuck', { seconds: Math.round(this.patience.stillMs / 1000), systems }));
    }
    return false;
  }

  private isDone({ code, afterMs, looks }: Awaited, progress: SystemProgress | undefined): boolean {
    if (!progress?.idleAt) return false;
    const seen = this.seen.get(code) ?? new Set<string>();
    this.seen.set(code, seen);
    if (Date.parse(progress.idleAt) > afterMs) seen.add(progress.idleAt);
    return seen.size >= looks && progress.inFlight === 0;
  }

  private refuseLastingError(code: string, text: string | null): void {
    const known = this.errors.get(code);
    if (text === null) this.errors.delete(code);
    else if (known?.text !== text) this.errors.set(code, { text, sinceMs: this.now() });
    else if (this.now() - known.sinceMs > this.patience.errorMs)
      throw new Stop((say) => say('failing', { system: code, error: text }));
  }
}

/** The progress of systems, by code. */
export async function progressOf(api: Api, codes: readonly string[]): Promise<Map<string, SystemProgress>> {
  const entries = codes.map(
    async (code) => [code, await api.get<SystemProgress>(`/v1/systems/${code}/progress`)] as const,
  );
  return new Map(await Promise.all(entries));
}
