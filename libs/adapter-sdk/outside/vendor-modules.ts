import { posix } from 'node:path';
import { compileFunction } from 'node:vm';

/** The one package a mapping may import. */
export const SDK = '@lienthong/adapter-sdk';

/** Compiled modules of one folder, run when they are first imported. They can import each other and the SDK, nothing else. */
export class VendorModules {
  private readonly loaded = new Map<string, object>();

  constructor(
    private readonly texts: Readonly<Record<string, string>>,
    private readonly sdk: object,
  ) {}

  /** What a module exports. @throws whatever the module throws */
  load(path: string): object {
    const known = this.loaded.get(path);
    if (known) return known;
    const text = Object.hasOwn(this.texts, path) ? this.texts[path] : undefined;
    if (text === undefined) throw new Error(`There is no ${path} in the folder.`);
    const module = { exports: {} };
    this.loaded.set(path, module.exports);
    const run = compileFunction(text, ['module', 'exports', 'require'], { filename: path }) as (...args: unknown[]) => void; // prettier-ignore
    run(module, module.exports, (name: unknown) => this.imported(String(name), path));
    this.loaded.set(path, module.exports);
    return module.exports;
  }

  private imported(name: string, from: string): object {
    if (name === SDK) return this.sdk;
    return this.load(moduleAt(name, from));
  }
}

/** The path of a relative import within its folder, with `.ts`. @throws Error for any other import, naming it */
export function moduleAt(name: string, from: string): string {
  if (!/^\.{1,2}\//.test(name)) throw new Error(`${from} imports ${name}; a mapping imports files of its folder and ${SDK} alone.`); // prettier-ignore
  const path = posix.join(posix.dirname(from), name);
  if (path.startsWith('..')) throw new Error(`${from} imports ${name}, which lies outside of its folder.`);
  // What a certificate does not cover is not run.
  if (path.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
    throw new Error(`${from} imports ${name}; hidden files and node_modules are not taken.`);
  return path.endsWith('.ts') ? path : `${path}.ts`;
}
