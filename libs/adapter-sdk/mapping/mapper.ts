import { Malformed, type Format } from '../format';
import { compile, type Normalise } from './compile';
import type { OriginRow } from './field';
import type { Mapping } from './mapping';
import type { Outcome } from './outcome';

/** The bytes of one item, as a source handed them over. */
export interface ItemBytes {
  readonly raw: Buffer;
  readonly charset: string;
}

/** What a mapping makes of items of one system, in their order. Never throws for an item's sake. */
export interface Mapper {
  map(system: string, items: readonly ItemBytes[]): readonly Outcome[] | Promise<readonly Outcome[]>;
}

/** The mapper of a mapping from outside, which runs in a process of its own. */
export interface OutsideMapper extends Mapper {
  map(system: string, items: readonly ItemBytes[]): Promise<readonly Outcome[]>;
  /** Where each canonical value comes from. @throws Fault LT-ADAPTER-7 or LT-ADAPTER-8 when the mapping cannot be run */
  rows(): Promise<readonly OriginRow[]>;
  /** Canonical fields that are declared absent, each with the reason. @throws as {@link rows} */
  without(): Promise<Readonly<Record<string, string>>>;
  /** Ends the process; the next call begins another. */
  close(): void;
}

/** The parts of an adapter that map. */
interface Mapped {
  readonly mapping: Mapping;
  readonly format: Format;
  readonly zone: string;
  readonly mapper?: OutsideMapper;
}

/** The adapter's own mapper, or one that maps in this process; made once for an adapter, since its mapping is compiled here. */
export function mapper({ mapping, format, zone, mapper: own }: Mapped): Mapper {
  return own ?? mapperOf(compile(mapping, { zone }), format, zone);
}

/** Maps in this process. */
export function mapperOf(normalise: Normalise, format: Format, zone: string): Mapper {
  return { map: (system, items) => items.map((item) => mapItem(format, normalise, item, { system, zone })) };
}

function mapItem(
  format: Format,
  normalise: Normalise,
  { raw, charset }: ItemBytes,
  about: { system: string; zone: string },
): Outcome {
  try {
    return normalise(format.parse(raw, charset), { ...about, charset });
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'parked', cause: error.reason, rule: error.rule, path: error.place };
    // A mapping that throws is at fault for this item alone: it waits for the mending, the others go on.
    const rule = `the mapping handles every record (${error instanceof Error ? error.name : 'error'})`;
    return { kind: 'parked', cause: 'MAPPING_DEFECT', rule };
  }
}
