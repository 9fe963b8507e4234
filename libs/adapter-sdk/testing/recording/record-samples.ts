import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, fieldClass } from '@lienthong/canonical';
import type { Adapter } from '../../adapter';
import { Link } from '../../link';
import { dataOf } from '../../mapping/shape';
import type { SourceContext } from '../../source';
import type { Secret } from './chance';
import type { RecordedItem } from './recorded-item';
import { formatOf, samplePage } from './sample-page';
import type { SampleItem } from '../samples';
import { Session, type RecordProgress } from './session';
import { survivorIn } from './surviving-values';

/** How a session is recorded; everything has a default. */
export interface RecordOptions {
  /** Samples at most: 20. */
  readonly most?: number;
  /** Items that are read at most: 100,000. */
  readonly read?: number;
  /** Keys the disguise: drawn anew. It is kept in memory, for as long as the session lasts. */
  readonly random?: Secret;
  readonly signal?: AbortSignal;
  /** Told after every page. */
  onProgress?(progress: RecordProgress): void;
}

/** What was recorded: names, counts, paths and rules, never a value. */
export interface Recording {
  /** `in-progress-02` of `in-progress-02.in.json`; the outcome is the status or the cause. */
  readonly written: readonly { readonly name: string; readonly items: number; readonly outcome: string }[];
  /** How many values were replaced at each path of the samples. */
  readonly replaced: Readonly<Record<string, number>>;
  /** The paths whose values stayed, each with the reason: for a person to look through. */
  readonly kept: readonly { readonly path: string; readonly why: string }[];
}

interface SampleFiles {
  readonly name: string;
  readonly outcome: string;
  readonly input: Buffer;
  readonly expected: Buffer;
}

const MOST = 20;
const READ = 100_000;
const PAGE_ROWS = 500;
const PAGE_BYTES = 4_194_304;
const CALL_MS = 30_000;

/**
 * Writes samples out of a vendor's own system: it is read as intake reads it, some items that show the most are chosen on
 * the way (memory stays flat), and every value of theirs is replaced by another of its form, except what the mapping knows
 * to be open (see `pathsOf`), true, false, null and the names of members. An equal value becomes an equal one throughout a
 * session. A sample that exists is never overwritten.
 *
 * @param settings as an operator writes them
 * @param folder the adapter's folder; the files go to its `samples`
 * @throws Fault LT-ADAPTER-10 where a value would be shown: it names the path, and nothing is written; besides, the faults
 * of the settings, the link and the source, and the reason of an aborted signal
 */
export async function recordSamples(
  adapter: Adapter,
  settings: Record<string, unknown>,
  folder: string,
  options: RecordOptions = {},
): Promise<Recording> {
  const link = new Link(adapter.name, { deadlineMs: CALL_MS });
  const session = new Session(adapter, options.random ?? randomBytes(32));
  try {
    await session.read(contextOf(adapter, settings, link, options.signal), options.read ?? READ, (progress) =>
      options.onProgress?.(progress),
    );
  } finally {
    link.close();
  }
  const chosen = session.chosen(options.most ?? MOST);
  const samples = join(folder, 'samples');
  const files = named(chosen, samples);
  refuseSurvivors(adapter, chosen, files);
  options.signal?.throwIfAborted();
  await mkdir(samples, { recursive: true });
  const extension = extensionOf(adapter);
  for (const { name, input, expected } of files) {
    await writeFile(join(samples, `${name}.in.${extension}`), input, { flag: 'wx' });
    await writeFile(join(samples, `${name}.out.json`), expected, { flag: 'wx' });
  }
  return { written: files.map(({ name, outcome }) => ({ name, items: 1, outcome })), ...told(chosen) };
}

function contextOf(
  adapter: Adapter,
  settings: Record<string, unknown>,
  link: Link,
  signal = new AbortController().signal,
): SourceContext {
  let ordinals = 0;
  return {
    settings: adapter.settings.parse(settings, 'Settings of the session'),
    link,
    files: { ordinal: () => Promise.resolve((ordinals += 1)) },
    signal,
    pageRows: PAGE_ROWS,
    pageBytes: PAGE_BYTES,
    identityOf: (head) => adapter.identity.of(head),
  };
}

function named(chosen: readonly RecordedItem[], folder: string): SampleFiles[] {
  const taken = new Set<string>();
  return chosen.map(({ bytes, item }) => {
    const outcome = topicOf(item);
    let number = 1;
    const next = (): string => `${outcome}-${String(number).padStart(2, '0')}`;
    while (taken.has(next()) || existsSync(join(folder, `${next()}.out.json`))) number += 1;
    const name = next();
    taken.add(name);
    return { name, outcome, input: bytes, expected: Buffer.from(`${JSON.stringify([item], null, 2)}\n`) };
  });
}

/** The last look: at the very bytes, for every value of all chosen items, in any charset. */
function refuseSurvivors(adapter: Adapter, chosen: readonly RecordedItem[], files: readonly SampleFiles[]): void {
  const values = chosen.flatMap((one) => one.values);
  const kept = values.filter(({ why }) => why !== undefined).map(({ text }) => text);
  const page = samplePage(adapter.format, Buffer.alloc(0), 'utf-8').toString();
  const open = [...kept, page, 'true false null', ...chosen.flatMap(({ names }) => names)];
  const own = [
    ...open,
    ...chosen.flatMap(({ item }) => momentsOf(item)),
    ...CONTRACT_WORDS,
    JSON.stringify(dataOf(adapter.mapping.shape)),
  ];
  const path = survivorIn(files.map(({ input }) => input), values, open) ?? survivorIn(files.map(({ expected }) => expected), values, own); // prettier-ignore
  if (path === undefined) return;
  throw new Fault(
    'LT-ADAPTER-10',
    `${adapter.name}: a value at "${path}" is left in the samples; nothing was written.`,
  );
}

/** Open times of an outcome: written as the contract writes them, they may be the very text of a member nobody maps. */
function momentsOf({ outcome }: SampleItem): string[] {
  const found: string[] = [];
  const walk = (value: unknown, pointer: string): void => {
    if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([name, inner]) => walk(inner, `${pointer}/${name}`));
    else if (typeof value === 'string' && pointer.endsWith('/at') && fieldClass(pointer) === 'PUBLIC')
      found.push(value);
  };
  if (outcome.kind === 'dossier') walk(outcome.document, '');
  return found;
}

/** What an outcome says in its own words. */
const CONTRACT_WORDS = ['kind dossier document parked dropped cause field path rule identity outcome findings pointer'];

function told(chosen: readonly RecordedItem[]): Pick<Recording, 'replaced' | 'kept'> {
  const replaced: Record<string, number> = {};
  const kept = new Map<string, { path: string; why: string }>();
  for (const { path, why } of chosen.flatMap(({ values }) => values)) {
    if (why === undefined) replaced[path] = (replaced[path] ?? 0) + 1;
    else kept.set(`${path} ${why}`, { path, why });
  }
  return { replaced, kept: [...kept.values()] };
}

function extensionOf({ format }: Adapter): string {
  return format.mediaType === 'application/x-ndjson' ? 'ndjson' : formatOf(format);
}

/** The status of a dossier, or the cause for which there is none. */
function topicOf({ outcome }: SampleItem): string {
  if (outcome.kind === 'dropped') return 'dropped';
  const { code } = (outcome.kind === 'dossier' ? outcome.document['status'] : { code: outcome.cause }) as {
    code?: string;
  };
  return (code ?? 'dossier').toLowerCase().replaceAll('_', '-');
}
