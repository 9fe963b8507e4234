import type { Adapter } from '../adapter';
import type { LoadMapping } from '../manifest/manifest';
import { modulesOf } from './modules';
import { outsideMapper } from './outside-mapper';

/** A mapping whose fields are known to the child it runs in alone. */
export const outsideMapping: LoadMapping = (entry, { name, folder, zone, format }): Pick<Adapter, 'mapping' | 'mapper'> => {
  const { modules, version } = modulesOf(folder, entry);
  const mapper = outsideMapper(name, { modules, entry, format, zone });
  const shape = { identifiers: [], status: {} };
  return { mapper, mapping: Object.freeze({ shape, drop: [], without: {}, version, describe: () => [] }) };
}; // prettier-ignore
