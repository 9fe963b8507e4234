import { Fault } from '@lienthong/canonical';

/** One place of an adapter.yaml that is not as it has to be. Lines and columns from 1. */
export interface ManifestPlace {
  readonly line: number;
  readonly column: number;
  /** JSON Pointer into the file. */
  readonly pointer: string;
  readonly rule: string;
  readonly suggestion?: string;
}

/** An adapter.yaml that cannot be used: LT-ADAPTER-6 with every place, by line. */
export class ManifestFault extends Fault {
  constructor(
    readonly file: string,
    readonly places: readonly ManifestPlace[],
  ) {
    super('LT-ADAPTER-6', places.map((place) => told(file, place)).join('; '));
  }
}

function told(file: string, { line, column, pointer, rule, suggestion }: ManifestPlace): string {
  return `${file}:${line}:${column} ${pointer || 'the file'}: ${rule}${suggestion === undefined ? '' : ` (${suggestion})`}`;
}
