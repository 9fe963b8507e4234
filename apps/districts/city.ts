import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { DistrictServer } from './district-server';
import { Office } from './office';
import { PLACES } from './places';

/** What a city is made of. */
export interface CityOptions {
  /** Folder of the truth files. */
  readonly folder: string;
  readonly seed: number;
  readonly dossiers: number;
}

const TICK_MS = 100;
const USUAL_RATE = 2;

/** Offices that live: dossiers are handed in and go on, a few each second. */
export class City {
  readonly districts: readonly DistrictServer[];
  private rate = USUAL_RATE;
  private due = 0;
  private turn = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: CityOptions) {
    const { folder, seed } = options;
    mkdirSync(folder, { recursive: true });
    this.districts = PLACES.map((place) => {
      const key = createHash('sha256').update(`${seed} ${place.code}`).digest('hex').slice(0, 24);
      return new DistrictServer(new Office(place, join(folder, `${place.code}.truth.jsonl`), seed), key);
    });
  }

  async start(): Promise<void> {
    for (const { office } of this.districts)
      office.begin(Math.round((this.options.dossiers * office.place.share) / 1_000));
    await Promise.all(this.districts.map((district) => district.listen()));
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** How many changes happen in a second, in the whole city; 0 stops its life. */
  live(ratePerSecond: number): void {
    this.rate = ratePerSecond;
  }

  /** @returns undefined when there is no district of that code */
  find(code: string): DistrictServer | undefined {
    return this.districts.find(({ office }) => office.place.code === code);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.districts.map((district) => district.close()));
  }

  private tick(): void {
    this.due += (this.rate * TICK_MS) / 1_000;
    for (; this.due >= 1; this.due -= 1) {
      // A district with nothing left to do gives its turn to the next one.
      for (let tries = 0; tries < this.districts.length; tries += 1) {
        this.turn = (this.turn + 1) % this.districts.length;
        if (this.districts[this.turn]?.office.live(Date.now())) break;
      }
    }
  }
}

/** Changes of a second where nothing else was said. */
export const usualRate = USUAL_RATE;
