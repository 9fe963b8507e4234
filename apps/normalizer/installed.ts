import { discoverAdapters, mapper, type Adapter, type Mapper } from '@lienthong/adapter-sdk';
import { adapterFolders, type Configuration } from '@lienthong/platform';
import { Systems, type DataSource, type SystemEntity } from '@lienthong/storage';

/** A system with what maps its records. */
export interface InstalledSystem {
  readonly code: string;
  readonly mappingEpoch: number;
  readonly adapter: Adapter;
  readonly mapper: Mapper;
}

/** The systems as the normalizer knows them; one it does not know yet is looked up when its first record comes. */
export class Installed {
  private readonly systems = new Map<string, InstalledSystem>();
  private readonly mappers = new Map<string, Mapper>();

  private constructor(
    private readonly table: Systems,
    private readonly adapters: Map<string, Adapter>,
  ) {}

  static async load(db: DataSource, configuration: Configuration): Promise<Installed> {
    const adapters = await discoverAdapters(...adapterFolders(configuration));
    return new Installed(new Systems(db), adapters);
  }

  /** The systems asked for, those that exist and whose adapter is installed. */
  async of(codes: Iterable<string>): Promise<ReadonlyMap<string, InstalledSystem>> {
    for (const code of new Set(codes)) {
      if (this.systems.has(code)) continue;
      const row = await this.table.find(code);
      const system = row && this.install(row);
      if (system) this.systems.set(code, system);
    }
    return this.systems;
  }

  private install(row: SystemEntity): InstalledSystem | undefined {
    const adapter = this.adapters.get(row.adapter);
    if (!adapter) return undefined;
    const known = this.mappers.get(adapter.name) ?? mapper(adapter);
    this.mappers.set(adapter.name, known);
    return { code: row.code, mappingEpoch: row.mappingEpoch, adapter, mapper: known };
  }
}
