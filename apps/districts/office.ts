import { appendFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { inOfficeHours, shortDay } from './calendar';
import { Dice } from './dice';
import { handedIn, type Dossier } from './dossier';
import { isEnded, pauseOf, step } from './life';
import type { Place } from './places';
import { Shelf } from './shelf';

/** First ids of two offices are this far apart. */
const IDS = 1_000_000;
/** How often a dossier of the past stays where it is: about one in seven was never finished. */
const LEFT_OPEN = 0.028;

/**
 * One office and its dossiers. Each state of a dossier is a line of its truth file before anybody can read it over the
 * wire; a start on the same file goes on where the file ends.
 */
export class Office {
  readonly shelf = new Shelf();
  changes = 0;
  private readonly open = new Map<number, Dossier>();
  private readonly sequences = new Map<string, number>();
  private dice: Dice;
  private lastId: number;

  constructor(
    readonly place: Place,
    private readonly file: string,
    private readonly seed: number,
  ) {
    this.lastId = place.seed * IDS;
    this.dice = new Dice(seed * 1_000 + place.seed);
  }

  /** Reads the truth file, or writes a first one of so many dossiers. */
  begin(count: number): void {
    if (!existsSync(this.file)) this.writeFirst(this.past(count));
    const text = readFileSync(this.file, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    // A line that a crash has cut was never shown to anybody.
    if (end < text.length) truncateSync(this.file, Buffer.byteLength(text.slice(0, end)));
    const states = text.slice(0, end).split('\n').filter(Boolean);
    this.shelf.fill(states.map((line) => [this.known(JSON.parse(line) as Dossier), line]));
    this.dice = new Dice(this.seed * 1_000 + this.place.seed + states.length);
  }

  /**
   * Something happens now: somebody hands a dossier in, or an open one goes on.
   *
   * @returns false where nothing is left to happen, as in a dissolved district that has finished everything
   */
  live(nowMs: number): boolean {
    const waiting = [...this.open.values()];
    const isNew = this.place.isOpen && (waiting.length < 20 || this.dice.chance(0.35));
    if (!isNew && waiting.length === 0) return false;
    this.write([isNew ? this.create(nowMs) : this.advance(this.dice.pick(waiting), nowMs)]);
    return true;
  }

  /** So many new dossiers of one change time. */
  sameInstant(count: number, nowMs: number): void {
    this.write(Array.from({ length: count }, () => this.create(nowMs)));
  }

  /** New dossiers that can be seen only now, though they say they were changed a while ago. */
  late(count: number, ageMs: number, nowMs: number): void {
    this.write(Array.from({ length: count }, () => this.create(nowMs - ageMs)));
  }

  /** All or nothing: a start that was cut short begins anew. */
  private writeFirst(dossiers: readonly Dossier[]): void {
    writeFileSync(`${this.file}.new`, dossiers.map((dossier) => `${JSON.stringify(dossier)}\n`).join(''));
    renameSync(`${this.file}.new`, this.file);
  }

  private write(dossiers: readonly Dossier[]): void {
    const lines = dossiers.map((dossier) => JSON.stringify(dossier));
    appendFileSync(this.file, lines.map((line) => `${line}\n`).join(''));
    for (const [index, dossier] of dossiers.entries()) this.shelf.put(this.known(dossier), lines[index]);
    this.changes += dossiers.length;
  }

  private create(ms: number): Dossier {
    this.lastId += 1;
    const day = shortDay(ms);
    const sequence = (this.sequences.get(day) ?? 0) + 1;
    this.sequences.set(day, sequence);
    return handedIn(this.dice, this.place, { id: this.lastId, sequence }, ms);
  }

  private advance(dossier: Dossier, ms: number): Dossier {
    const next = structuredClone(dossier);
    // A newer state never says that it is older than the one before it.
    step(this.dice, this.place, next, Math.max(ms, Date.parse(dossier.ngayCapNhat) + 1));
    return next;
  }

  /** Remembers numbers and what is open. */
  private known(dossier: Dossier): Dossier {
    this.lastId = Math.max(this.lastId, dossier.id);
    const [, day = '', sequence = '0'] = /-(\d{6})-(\d+)$/.exec(dossier.maHoSo) ?? [];
    this.sequences.set(day, Math.max(this.sequences.get(day) ?? 0, Number(sequence)));
    if (isEnded(dossier)) this.open.delete(dossier.id);
    else this.open.set(dossier.id, dossier);
    return dossier;
  }

  /** The dossiers of the past, each gone on until today's share of them is still open. */
  private past(count: number): Dossier[] {
    const { fromMs, toMs } = this.place;
    const handed = Array.from({ length: count }, () => inOfficeHours(fromMs + this.dice.next() * (toMs - fromMs)));
    return handed.sort((a, b) => a - b).map((ms) => {
      const dossier = this.create(ms);
      for (let at = ms; !isEnded(dossier); ) {
        at = inOfficeHours(at + pauseOf(this.dice, dossier));
        if (at > toMs || this.dice.chance(LEFT_OPEN)) break;
        step(this.dice, this.place, dossier, at);
      }
      return dossier;
    }); // prettier-ignore
  }
}
