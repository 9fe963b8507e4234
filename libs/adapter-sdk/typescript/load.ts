import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, join, resolve, sep } from 'node:path';
import * as canonical from '@lienthong/canonical';
import { Fault } from '@lienthong/canonical';
import * as vietnam from '@lienthong/vietnam';
import * as sdk from '..';
import type { Adapter } from '../adapter';
import type { LoadMapping } from '../manifest/manifest';
import type { Mapping } from '../mapping/mapping';
import { modulesOf } from '../outside/modules';
import { placeOf } from './source-place';
import { transpile } from './transpile';

/** What an adapter may import beside files of its own folder. */
const OURS: Readonly<Record<string, object>> = {
  '@lienthong/adapter-sdk': sdk,
  '@lienthong/canonical': canonical,
  '@lienthong/vietnam': vietnam,
};
const FILES = ['adapter.yaml', 'adapter.ts', 'adapter.js'];

interface Loadable extends NodeJS.Module {
  _compile(text: string, file: string): void;
}
type Extension = (module: Loadable, file: string) => void;

/**
 * The adapter of a folder. Its TypeScript is run in this process: for those who own both, the kit and the folder.
 *
 * @throws Fault LT-ADAPTER-1 naming the folder, or `file:line:column` of what cannot be read or run
 */
export function loadAdapter(folder: string): Adapter {
  const at = resolve(folder);
  const name = FILES.find((file) => existsSync(join(at, file)));
  if (name === undefined)
    throw new Fault('LT-ADAPTER-1', `Adapter folder ${at} has none of ${FILES.join(', ')}. Begin one with lienthong adapter new.`); // prettier-ignore
  const file = join(at, name);
  if (name === 'adapter.yaml') return sdk.readManifest(readFileSync(file, 'utf8'), file, ownMapping);
  const { adapter } = withTypeScript(at, () => createRequire(file)(file) as { adapter?: Adapter });
  if (adapter === undefined) throw new Fault('LT-ADAPTER-1', `${file} exports no "adapter".`);
  if (adapter.name !== basename(at))
    throw new Fault('LT-ADAPTER-1', `${file}: adapter "${adapter.name}" must be named "${basename(at)}", as its folder.`); // prettier-ignore
  return adapter;
}

/** A mapping in TypeScript, run here; its version is the one it has where it is confined. */
const ownMapping: LoadMapping = (entry, { folder }) => {
  const at = resolve(folder);
  const { version } = modulesOf(at, entry);
  const { mapping } = withTypeScript(
    at,
    () => createRequire(join(at, entry))(join(at, entry)) as { mapping?: Mapping },
  );
  if (mapping === undefined) throw new Fault('LT-ADAPTER-1', `${join(at, entry)} exports no "mapping".`);
  return { mapping: { ...mapping, version } };
};

/** Lets Node read the TypeScript of one folder while `work` runs; what the folder imports of ours is this very package. */
function withTypeScript<Result>(folder: string, work: () => Result): Result {
  const extensions = (Module as unknown as { _extensions: Record<string, Extension | undefined> })._extensions;
  const before = { ts: extensions['.ts'], js: extensions['.js'] };
  const compiled =
    (usual: Extension | undefined): Extension =>
    (module, file) => {
      if (!file.startsWith(folder + sep)) return usual?.(module, file);
      const own = module.require.bind(module);
      module.require = Object.assign((id: string) => OURS[id] ?? (own(id) as unknown), own);
      const text = readFileSync(file, 'utf8');
      // What is installed there is JavaScript of its own kind already.
      module._compile(file.includes(`${sep}node_modules${sep}`) ? text : transpile(text, file), file);
    };
  extensions['.ts'] = compiled(before.ts);
  extensions['.js'] = compiled(before.js);
  const { stackTraceLimit } = Error;
  // Node's own frames come first where a module is missing.
  Error.stackTraceLimit = 50;
  try {
    return work();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    const place = placeOf(cause, folder) ?? `Adapter folder ${folder} could not be loaded`;
    throw new Fault('LT-ADAPTER-1', `${place}: ${why}`, { cause });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    extensions['.ts'] = before.ts;
    extensions['.js'] = before.js;
  }
}
