import { isDeepStrictEqual } from 'node:util';
import { mapper, type Adapter, type Mapper, type OriginRow, type OutsideMapper } from '@lienthong/adapter-sdk';
import { Fault, MASK } from '@lienthong/canonical';

/** The adapters of this installation, as the API needs them: their settings are checked on the way in, masked on the way out. */
export class InstalledAdapters {
  private readonly rows = new Map<string, readonly OriginRow[]>();
  private readonly mappers = new Map<string, Mapper>();

  constructor(private readonly adapters: ReadonlyMap<string, Adapter>) {}

  /** All of them, by name. */
  list(): Adapter[] {
    return [...this.adapters.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @returns undefined when it is not installed */
  find(name: string): Adapter | undefined {
    return this.adapters.get(name);
  }

  /**
   * Settings as they are stored: those given, a masked secret replaced by the stored one, which goes to no other address.
   *
   * @throws Fault LT-ADAPTER-3 when the adapter is not installed, LT-CONFIG-1 naming every setting that is refused
   */
  checked(
    name: string,
    system: string,
    given: Record<string, unknown>,
    stored: Record<string, unknown>,
  ): Record<string, unknown> {
    const adapter = this.installed(name);
    const { shape } = adapter.settings;
    const moved = Object.keys(shape).find(
      (key) => shape[key]?.kind === 'address' && key in stored && given[key] !== stored[key],
    );
    const settings = Object.fromEntries(
      Object.entries(given).map(([key, value]) => {
        if (value !== MASK || !shape[key]?.secret) return [key, value];
        if (moved === undefined) return [key, stored[key]];
        throw new Fault(
          'LT-CONFIG-1',
          `Settings of ${system}: ${key}: is kept for the address it was given with, and ${moved} has changed. Give it again.`,
        );
      }),
    );
    adapter.settings.parse(settings, `Settings of ${system}`);
    return settings;
  }

  /** Do two sets of settings read the same source, if perhaps at another pace? */
  readsTheSame(name: string, one: Record<string, unknown>, other: Record<string, unknown>): boolean {
    const { shape } = this.installed(name).settings;
    return Object.keys(shape).every((key) => {
      const isPace = shape[key]?.kind === 'number' || shape[key]?.kind === 'flag';
      return isPace || isDeepStrictEqual(one[key], other[key]);
    });
  }

  /** @throws Fault LT-ADAPTER-3 naming those that are */
  installed(name: string): Adapter {
    const adapter = this.adapters.get(name);
    if (adapter) return adapter;
    const known = [...this.adapters.keys()].sort().join(', ') || 'none';
    throw new Fault('LT-ADAPTER-3', `There is no adapter ${name}; installed are: ${known}.`);
  }

  /** What maps the records of an adapter. @throws Fault LT-ADAPTER-3 when it is not installed */
  mapper(name: string): Mapper {
    const known = this.mappers.get(name) ?? mapper(this.installed(name));
    this.mappers.set(name, known);
    return known;
  }

  /** The version of an adapter's mapping and its rows, none where it cannot be run; undefined when it is not installed. */
  async mapping(name: string): Promise<{ version: string; rows: readonly OriginRow[] } | undefined> {
    const adapter = this.adapters.get(name);
    if (!adapter) return undefined;
    const { mapping, mapper } = adapter;
    const rows = this.rows.get(name) ?? (mapper ? await rowsOf(mapper) : mapping.describe());
    if (rows.length > 0) this.rows.set(name, rows);
    return { version: mapping.version, rows };
  }

  /** Settings as they may be shown; those of an adapter that is no longer installed are all masked. */
  shown(name: string, settings: Record<string, unknown>): Record<string, unknown> {
    const adapter = this.adapters.get(name);
    if (adapter) return adapter.settings.mask(settings);
    return Object.fromEntries(Object.keys(settings).map((key) => [key, MASK]));
  }
}

async function rowsOf(mapper: OutsideMapper): Promise<readonly OriginRow[]> {
  try {
    return await mapper.rows();
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}
