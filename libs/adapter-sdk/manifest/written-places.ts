import { closest, distance } from 'fastest-levenshtein';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node as YamlNode } from 'yaml';
import { ManifestFault, type ManifestPlace } from './manifest-fault';

/** What is wrong at a place of a file, and the words that could stand there. */
export interface WrittenFault {
  readonly pointer: string;
  readonly rule: string;
  /** What stands there: a name that is not known, or else a value. */
  readonly found?: string;
  readonly known?: readonly string[];
  readonly suggestion?: string;
}

/** A YAML file that knows where each of its values stands. */
export class WrittenFile {
  private readonly lines = new LineCounter();
  private readonly document: Document;

  /** @throws ManifestFault when it is no YAML */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true });
    const faults = this.document.errors.map(({ pos, message }) => ({ at: pos[0], rule: message.split('\n')[0] ?? '' }));
    if (faults.length === 0) return;
    throw new ManifestFault(
      file,
      faults.map(({ at, rule }) => ({ ...this.place(at), pointer: '', rule: `is no YAML: ${rule}` })),
    );
  }

  /** The values, as JSON has them. @throws ManifestFault where anchors are repeated beyond measure */
  values(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      const rule = error instanceof Error ? error.message : String(error);
      throw new ManifestFault(this.file, [{ line: 1, column: 1, pointer: '', rule }]);
    }
  }

  /** @throws ManifestFault when there is any fault */
  refuse(faults: readonly WrittenFault[]): void {
    if (faults.length === 0) return;
    const places = faults.map((fault) => this.told(fault)).sort((a, b) => a.line - b.line || a.column - b.column);
    const once = new Map(places.map((place) => [`${place.pointer} ${place.rule}`, place]));
    throw new ManifestFault(this.file, [...once.values()]);
  }

  private told({ pointer, rule, found, known, suggestion }: WrittenFault): ManifestPlace {
    const { offset, value } = this.find(pointer);
    const isName = found === undefined || found === 'unknown field';
    const written = isName ? pointer.slice(pointer.lastIndexOf('/') + 1) : String(value);
    const advice = suggestion ?? near(written, known);
    return { ...this.place(offset), pointer, rule, ...(advice !== undefined && { suggestion: advice }) };
  }

  private place(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** The value of a pointer, and where it or the nearest one around it begins: at its name where it has one. */
  private find(pointer: string): { offset: number; value?: unknown } {
    let node = this.document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const name of pointer.split('/').slice(1).map(unescaped)) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => String((key as { value?: unknown }).value) === name);
        if (!pair) return { offset };
        offset = (pair.key as YamlNode).range?.[0] ?? offset;
        node = pair.value as YamlNode | null;
      } else if (isSeq(node)) {
        node = (node.items[Number(name)] ?? null) as YamlNode | null;
        offset = node?.range?.[0] ?? offset;
      } else return { offset };
    }
    return { offset, value: isScalar(node) ? node.value : undefined };
  }
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

function near(name: string, known: readonly string[] = []): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, known);
  if (distance(nearest, name) <= Math.max(1, name.length / 3)) return `is ${nearest} meant?`;
  return known.length > 20 ? undefined : `known are ${known.join(', ')}`;
}
