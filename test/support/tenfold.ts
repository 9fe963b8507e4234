import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { idOf, type Export } from './municipal-exports';

/** Writes a log so many times as long: every case again under further ids of its own. Streamed, so it may be any length. */
export async function writeRepeated(folder: string, log: Export, times: number): Promise<void> {
  const out = createWriteStream(join(folder, log.name), { encoding: 'latin1' });
  out.write(log.head);
  for (let time = 0; time < times; time += 1) {
    for (const text of log.cases) {
      const id = idOf(text);
      const own = text.replace(`key="concept:name" value="${id}"`, `key="concept:name" value="${id}-${time}"`);
      if (!out.write(`${own}\n`)) await once(out, 'drain');
    }
  }
  out.end('</log>\n');
  await finished(out);
}
