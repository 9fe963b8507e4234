import { delimiter, join } from 'node:path';
import type { Configuration } from './configuration';

/** The folders adapters are found in: libs/adapters beside this one, and those of ADAPTER_DIRS, which are from outside. */
export function adapterFolders(configuration: Pick<Configuration, 'ADAPTER_DIRS'>): (string | { outside: string })[] {
  const outside = (configuration.ADAPTER_DIRS ?? '').split(delimiter).filter((folder) => folder !== '');
  return [join(__dirname, '..', 'adapters'), ...outside.map((folder) => ({ outside: folder }))];
}
