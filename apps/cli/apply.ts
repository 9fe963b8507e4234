import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { Refused, type Api } from './api';
import { Stop } from './stop';

/** A system as a file of systems writes it: the body of PUT /v1/systems/:code with its code. */
export type SystemEntry = { code: string } & Record<string, unknown>;

const WAIT_MS = 1_000;

/** What became of one system. */
export interface Applied {
  readonly code: string;
  readonly change: 'created' | 'changed' | 'unchanged' | 'refused';
  readonly why?: string;
}

/** The systems of a YAML file; `-` is standard input. @throws Stop naming the place that is not a system */
export function readSystems(file: string): SystemEntry[] {
  const name = file === '-' ? 'stdin' : file;
  let content: unknown;
  try {
    content = parse(text(file));
  } catch (cause) {
    if (cause instanceof Stop) throw cause;
    throw new Stop((say) => say('notYaml', { file: name, why: (cause as Error).message.split('\n')[0] ?? '' }), {
      cause,
    });
  }
  if (!Array.isArray(content)) throw new Stop((say) => say('noList', { file: name }));
  return content.map((entry: unknown, index) => {
    const code = typeof entry === 'object' && entry !== null && 'code' in entry ? entry.code : undefined;
    if (typeof code !== 'string') throw new Stop((say) => say('noCode', { file: name, entry: index + 1 }));
    return entry as SystemEntry;
  });
}

function text(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new Stop((say) => say('noFile', { file, why: (cause as NodeJS.ErrnoException).code ?? 'error' }), { cause });
  }
}

/** Writes the systems one after the other; one that is refused does not stop the others. @param onWait told while an adapter is being proven */
export async function applySystems(
  api: Api,
  systems: readonly SystemEntry[],
  onWait: (why: string) => void = () => undefined,
): Promise<Applied[]> {
  const applied: Applied[] = [];
  for (const { code, ...body } of systems) {
    try {
      applied.push({ code, change: await change(api, code, body, onWait) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      applied.push({ code, change: 'refused', why: error.message });
    }
  }
  return applied;
}

/** The rules of an adapter from outside take their time: the gateway says so, and is asked again. */
async function change(api: Api, code: string, body: object, onWait: (why: string) => void): Promise<Applied['change']> {
  for (;;) {
    try {
      const answer = await api.put<{ change: Applied['change'] }>(`/v1/systems/${encodeURIComponent(code)}`, body);
      return answer.change;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'LT-ADAPTER-11') throw error;
      onWait(error.message);
      await sleep(WAIT_MS);
    }
  }
}
