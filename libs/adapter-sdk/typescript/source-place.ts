import { existsSync, readFileSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { sep } from 'node:path';
import type TypeScript from 'typescript';

const load = createRequire(__filename);

/** A place of a compiled file in a stack, behind the path of its folder. */
const PLACE = /^([^\n]+?\.[jt]s):(\d+):(\d+)/;

/**
 * Where in a folder an error arose, as its author wrote it: the first place of its stack that lies there.
 *
 * @returns `file:line:column`; undefined where the stack has no such place
 */
export function placeOf(error: unknown, folder: string): string | undefined {
  const { stack } = (typeof error === 'object' && error !== null ? error : {}) as { stack?: unknown };
  if (typeof stack !== 'string') return undefined;
  // The message may name the folder, too; places come behind it.
  for (let at = stack.indexOf(folder + sep); at >= 0; at = stack.indexOf(folder + sep, at + 1)) {
    const [, file, line, column] = PLACE.exec(stack.slice(at)) ?? [];
    if (file !== undefined && existsSync(file)) return sourcePlace(file, Number(line), Number(column));
  }
  return undefined;
}

function sourcePlace(file: string, line: number, column: number): string {
  const ts = load('typescript') as typeof TypeScript;
  const { sourceMapText = '{}' } = ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2024,
      esModuleInterop: true,
      sourceMap: true,
    },
  });
  const found = new SourceMap(JSON.parse(sourceMapText) as SourceMapPayload).findEntry(line - 1, column - 1);
  return 'originalLine' in found ? `${file}:${found.originalLine + 1}:${found.originalColumn + 1}` : file;
}
