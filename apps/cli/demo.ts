import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api';
import { dataFolder, runningUrl } from './installation';
import { Stop } from './stop';

/** How a district of the demo city can be. */
export const MODES = ['well', 'slow', 'failing', 'hanging', 'dead'] as const;

/** A district of the demo city, as the API tells it. */
export interface DemoDistrict {
  readonly system: string;
  readonly mode: string;
  readonly dossiers: number;
  readonly changes: number;
}

/** The districts and how each is. */
export async function demoDistricts(api: Api): Promise<readonly DemoDistrict[]> {
  const { items } = await api.get<{ items: DemoDistrict[] }>('/v1/demo');
  return items;
}

/** Breaks or mends a district. @throws Stop for a mode that does not exist */
export async function setMode(api: Api, system: string, mode: string): Promise<DemoDistrict> {
  if (!MODES.some((known) => known === mode))
    throw new Stop((say) => say('noMode', { mode, modes: MODES.slice(1).join(', ') }));
  return api.put<DemoDistrict>(`/v1/demo/${encodeURIComponent(system)}`, { mode });
}

/** What a data folder of the embedded default holds; anything else in it is left alone. */
const HELD = [
  ...['city', 'kafka', 'postgres', 'postgres.log', 'postgres.password', 'postgres.ports.json'],
  ...['master.key', 'token', 'standalone.json'],
];

/**
 * Removes a stopped demo installation, so that the next start begins from nothing.
 *
 * @throws Stop while it runs, when the folder holds no demo, or without the consent of `isSure`
 */
export function resetDemo(dataDir: string | undefined, isSure: boolean): { removed: string } {
  const folder = dataFolder(dataDir);
  if (!existsSync(join(folder, 'city'))) throw new Stop((say) => say('noDemo', { folder }));
  if (runningUrl(folder) !== undefined) throw new Stop((say) => say('stillRunning', { folder }));
  if (!isSure) throw new Stop((say) => say('notSure', { folder }));
  for (const name of HELD) rmSync(join(folder, name), { recursive: true, force: true });
  return { removed: folder };
}
