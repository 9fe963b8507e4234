import type { Adapter } from '@lienthong/adapter-sdk';
import { Fault, MASK } from '@lienthong/canonical';

/** The adapters of this installation, as the API needs them: their settings are checked on the way in, masked on the way out. */
export class InstalledAdapters {
  constructor(private readonly adapters: ReadonlyMap<string, Pick<Adapter, 'name' | 'settings'>>) {}

  /**
   * Settings as they are stored: those given, a masked secret replaced by the stored one.
   *
   * @throws Fault LT-ADAPTER-3 when the adapter is not installed, LT-CONFIG-1 naming every setting that is refused
   */
  checked(
    name: string,
    system: string,
    given: Record<string, unknown>,
    stored: Record<string, unknown>,
  ): Record<string, unknown> {
    const adapter = this.adapters.get(name);
    if (!adapter) {
      const known = [...this.adapters.keys()].sort().join(', ') || 'none';
      throw new Fault('LT-ADAPTER-3', `There is no adapter ${name}; installed are: ${known}.`);
    }
    const { shape } = adapter.settings;
    const settings = Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key, value === MASK && shape[key]?.secret ? stored[key] : value]),
    );
    adapter.settings.parse(settings, `Settings of ${system}`);
    return settings;
  }

  /** Settings as they may be shown; those of an adapter that is no longer installed are all masked. */
  shown(name: string, settings: Record<string, unknown>): Record<string, unknown> {
    const adapter = this.adapters.get(name);
    if (adapter) return adapter.settings.mask(settings);
    return Object.fromEntries(Object.keys(settings).map((key) => [key, MASK]));
  }
}
