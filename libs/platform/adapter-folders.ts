import { join } from 'node:path';
import type { Configuration } from './configuration';

/** The folders adapters are found in: libs/adapters beside this one, and LT_ADAPTERS_DIR where it is set. */
export function adapterFolders(configuration: Configuration): string[] {
  const own = join(__dirname, '..', 'adapters');
  return configuration.LT_ADAPTERS_DIR === undefined ? [own] : [own, configuration.LT_ADAPTERS_DIR];
}
