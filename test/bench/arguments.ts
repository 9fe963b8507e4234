import { parseArgs } from 'node:util';

/** The measures this bench knows. */
export const MEASURES = ['P1', 'P2', 'P7'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** What was asked for on the command line. */
export interface Arguments {
  readonly only: readonly MeasureName[];
  readonly quick: boolean;
  /** Try the settings of the peer instead of measuring, and write the best of them down. */
  readonly sweep: boolean;
  readonly pairs: number;
  /** Dossiers of one run. */
  readonly count: number;
  /** A broker and a database that run already, instead of the embedded ones. */
  readonly brokers?: string;
  readonly database?: string;
}

/** @throws Error naming the argument that is wrong */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      sweep: { type: 'boolean', default: false },
      pairs: { type: 'string' },
      count: { type: 'string' },
      brokers: { type: 'string' },
      database: { type: 'string' },
    },
  });
  const asked = values.only?.split(',').map(measureOf);
  return {
    only: MEASURES.filter((name) => asked?.includes(name) ?? true),
    quick: values.quick,
    sweep: values.sweep,
    pairs: whole('--pairs', values.pairs, values.quick ? 2 : 5),
    count: whole('--count', values.count, values.sweep ? 40_000 : values.quick ? 30_000 : 200_000),
    brokers: values.brokers,
    database: values.database,
  };
}

function measureOf(name: string): MeasureName {
  const found = MEASURES.find((measure) => measure === name.trim().toUpperCase());
  if (!found) throw new Error(`--only ${name}: no such measure, there are ${MEASURES.join(', ')}`);
  return found;
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} ${text}: a whole number above 0 is needed`);
  return value;
}
