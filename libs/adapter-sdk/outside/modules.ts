import { hash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { importsOf, transpile } from '../typescript/transpile';
import { moduleAt, SDK } from './vendor-modules';

/** A mapping is a few files. */
const MOST_FILES = 50;
const LARGEST_FILE = 512_000;

/** The files of a mapping. */
export interface Modules {
  /** Compiled, by path within the folder. */
  readonly modules: Readonly<Record<string, string>>;
  /** Hash of what is written in them, 16 hex digits, whatever their line ends. */
  readonly version: string;
}

/**
 * The TypeScript of an outside folder that a file needs. Nothing of it is run.
 *
 * @throws Fault LT-ADAPTER-1 naming a file that is missing, too large or wrong, or an import of anything else
 */
export function modulesOf(folder: string, entry: string): Modules {
  const modules: Record<string, string> = {};
  const written: (readonly [path: string, source: string])[] = [];
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (Object.hasOwn(modules, path)) continue;
    if (Object.keys(modules).length === MOST_FILES) refuse(folder, `its mapping has more than ${MOST_FILES} files`);
    const source = sourceOf(folder, path);
    written.push([path, source.replaceAll('\r\n', '\n')]);
    const compiled = transpile(source, join(folder, path));
    modules[path] = compiled;
    for (const name of importsOf(compiled)) if (name !== SDK) open.push(imported(folder, name, path));
  }
  written.sort(([one], [other]) => (one < other ? -1 : 1));
  return { modules, version: hash('sha256', JSON.stringify(written), 'hex').slice(0, 16) };
}

function imported(folder: string, name: string, from: string): string {
  try {
    return moduleAt(name, from);
  } catch (error) {
    return refuse(folder, (error as Error).message);
  }
}

/** A link could lead out of the folder. */
function sourceOf(folder: string, path: string): string {
  let at = folder;
  for (const part of path.split('/')) {
    at = join(at, part);
    const status = lstatSync(at, { throwIfNoEntry: false });
    if (status === undefined) refuse(folder, `there is no ${path}`);
    if (!(status.isFile() || status.isDirectory())) refuse(folder, `${path} is no plain file`);
    if (status.size > LARGEST_FILE) refuse(folder, `${path} has more than ${LARGEST_FILE} bytes`);
  }
  return readFileSync(at, 'utf8');
}

function refuse(folder: string, what: string): never {
  throw new Fault('LT-ADAPTER-1', `Adapter folder ${folder}: ${what.replace(/\.$/, '')}.`);
}
