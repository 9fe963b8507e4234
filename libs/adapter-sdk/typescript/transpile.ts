import { createRequire } from 'node:module';
import type TypeScript from 'typescript';
import { Fault } from '@lienthong/canonical';

const load = createRequire(__filename);

/**
 * One TypeScript file as CommonJS: its types are dropped, not checked. The compiler is loaded at the first call, since
 * most processes never need it.
 *
 * @param file its path, for messages
 * @throws Fault LT-ADAPTER-1 with the line of an error of syntax
 */
export function transpile(source: string, file: string): string {
  const ts = compiler();
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2024, esModuleInterop: true },
  });
  const [first] = diagnostics;
  if (first === undefined) return outputText;
  const at = first.file?.getLineAndCharacterOfPosition(first.start ?? 0);
  const place = at === undefined ? file : `${file}:${at.line + 1}:${at.character + 1}`;
  throw new Fault('LT-ADAPTER-1', `${place}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`);
}

/** What a compiled file imports when it runs, as it is written there; imports of types alone are gone by then. */
export function importsOf(compiled: string): string[] {
  return compiler()
    .preProcessFile(compiled, true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

function compiler(): typeof TypeScript {
  return load('typescript') as typeof TypeScript;
}
