import { hash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { checkMaven, finish } from '@lienthong/platform';
import { fileOfProject, folderFault, textOf, writableFolder } from './folder';
import { lastLines } from './program';

/** Names the jars of a finished folder with their SHA-256; written last. */
const MANIFEST = 'sha256.json';

const ON_WINDOWS = process.platform === 'win32';

async function hashes(folder: string): Promise<Record<string, string>> {
  const jars = (await readdir(folder)).filter((file) => file.endsWith('.jar')).sort();
  const sums = await Promise.all(jars.map(async (jar) => hash('sha256', await readFile(join(folder, jar)))));
  return Object.fromEntries(jars.map((jar, index) => [jar, sums[index] ?? '']));
}

/** `none`: not there yet; `damaged`: a jar is missing, altered or cut short. */
async function stateOf(folder: string): Promise<'none' | 'whole' | 'damaged'> {
  const manifest = await textOf(join(folder, MANIFEST));
  if (manifest === undefined) return 'none';
  return JSON.stringify(await hashes(folder)) === manifest ? 'whole' : 'damaged';
}

async function fetchJars(pom: string, target: string): Promise<void> {
  const draft = await writableFolder(`${target}.${randomUUID()}`);
  try {
    const run = await finish(
      'mvn',
      ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`],
      { shell: ON_WINDOWS, cwd: dirname(pom) },
    );
    const sums = await hashes(draft);
    if (run.code !== 0 || Object.keys(sums).length === 0) {
      throw new Fault('LT-EMBEDDED-3', `Maven could not fetch the jars of Apache Kafka:\n${lastLines(run.output)}`);
    }
    await writeFile(join(draft, MANIFEST), JSON.stringify(sums));
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start may have been faster; its jars are as good.
    if ((await stateOf(target)) !== 'whole') throw folderFault(target, error);
  }
}

/** The first of these folders, or of their parents to be, that can be written. */
async function firstWritable(folders: string[]): Promise<string> {
  let fault: unknown;
  for (const folder of folders) {
    try {
      await writableFolder(dirname(folder));
      return folder;
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

/**
 * The folder with the jars of deploy/kafka/pom.xml, whole by their SHA-256. Looked for in the user's cache, shared by
 * all checkouts, and in the data folder; fetched by Maven when in neither, or when damaged. A folder is keyed by the
 * pom's hash and put in place by one rename, so that a half-made one is never used.
 */
export async function kafkaJars(options: {
  dataDir: string;
  cacheDir?: string;
  log: (line: string) => void;
}): Promise<string> {
  const pom = await fileOfProject('deploy/kafka/pom.xml');
  const name = `kafka-${hash('sha256', await readFile(pom)).slice(0, 16)}`;
  const cache = options.cacheDir ?? join(homedir(), '.cache', 'lienthong');
  const places = [join(cache, name), join(options.dataDir, 'kafka-jars', name)];
  for (const place of places) {
    const state = await stateOf(place);
    if (state === 'whole') return place;
    if (state === 'damaged') options.log(`the jars in ${place} are damaged and are fetched again`);
  }
  await checkMaven();
  const target = await firstWritable(places);
  options.log(`fetching the jars of Apache Kafka into ${target} (once, about 45 MB)`);
  await fetchJars(pom, target);
  return target;
}
