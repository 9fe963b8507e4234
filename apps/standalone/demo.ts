import { Systems, type DataSource } from '@lienthong/storage';
import type { City } from './city';

/** The city's offices change a few times a minute: a look each second, and rows committed late within ten. */
const POLL_MS = 1_000;
const OVERLAP_MS = 10_000;

/** Connects the districts of the demo city, marked as demo; where they listen is new at each start. */
export async function connectCity(db: DataSource, { districts }: City): Promise<void> {
  const systems = new Systems(db);
  for (const { system, name, unit, adapter, url, key } of districts) {
    await systems.save({
      code: system,
      name,
      unit,
      adapter,
      settings: { baseUrl: url, apiKey: key, pollMs: POLL_MS, overlapMs: OVERLAP_MS },
      demo: true,
    });
  }
}
