import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierId } from '@lienthong/canonical';
import type { Installation } from './installation';
import { until } from './waiting';
import { xesLog } from './xes';

/** How far a system has come; the part of the API's answer that tests read. */
export interface Progress {
  readonly now: string;
  readonly rowsRead: number;
  readonly published: number;
  readonly same: number;
  readonly inFlight: number;
  readonly parked: number;
  readonly incomplete: number;
  readonly idleAt: string | null;
  readonly lastError: string | null;
  readonly liveDossiers: number;
  readonly timelineEntries: number;
}

/** A system of the adapter municipal-xes over a folder of its own, into which invented exports are dropped. */
export class InventedSystem {
  readonly folder: string;
  private dropped = 0;

  constructor(
    private readonly at: Installation,
    readonly code: string,
  ) {
    this.folder = at.exports(code);
  }

  /** Connects it, or changes its state. */
  async put(state: 'ACTIVE' | 'PAUSED' = 'ACTIVE'): Promise<void> {
    const settings = { directory: this.folder, settleMs: 0, pollMs: 250 };
    const body = { name: `Invented ${this.code}`, adapter: 'municipal-xes', settings, state };
    await this.at.api(`/v1/systems/${this.code}`, 'PUT', body);
  }

  /** Drops a log of invented cases into the folder, whole at once. @returns the dossiers it stands for */
  drop(cases: readonly string[], revision = 0): string[] {
    this.dropFile(`export-${++this.dropped}.xes`, xesLog(cases.map((id) => ({ id, revision }))));
    return cases.map((id) => dossierId(this.code, id));
  }

  /** Puts a file into the folder by one rename, as old as an export that is long finished. */
  dropFile(name: string, content: string | Buffer): void {
    const path = join(this.folder, name);
    writeFileSync(`${path}.part`, content);
    const hourAgo = new Date(Date.now() - 3_600_000 + this.dropped * 1_000);
    utimesSync(`${path}.part`, hourAgo, hourAgo);
    renameSync(`${path}.part`, path);
  }

  progress(): Promise<Progress> {
    return this.at.api(`/v1/systems/${this.code}/progress`);
  }

  /** Waits until a paused system is read by nobody: no look at its folder ends for a second. */
  async rests(): Promise<void> {
    let last: string | null | undefined;
    const restsMs = 1_000;
    const look = async (): Promise<true | undefined> => {
      const { idleAt } = await this.progress();
      const isSame = idleAt === last;
      last = idleAt;
      return isSame || undefined;
    };
    await until(30_000, `nobody reads ${this.code}`, look, restsMs);
  }

  /** Waits until the folder was looked through twice from now on, and nothing of it is on its way. */
  async settled(ms = 120_000): Promise<Progress> {
    const { now } = await this.progress();
    const looks = new Set<string>();
    return until(ms, `${this.code} is read and applied`, async () => {
      const progress = await this.progress();
      if (progress.idleAt !== null && progress.idleAt > now) looks.add(progress.idleAt);
      return looks.size > 1 && progress.inFlight === 0 ? progress : undefined;
    });
  }
}

/** Ids of invented cases: numbers, from the first on. */
export function caseIds(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(first + index));
}
