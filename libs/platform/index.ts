export { readConfiguration, environment, configurationRows, CONFIGURATION, type Configuration } from './configuration';
export {
  MasterKey,
  seal,
  open,
  commitRaw,
  commitContent,
  entryKey,
  digestOf,
  type DataKey,
  type Sealed,
  type SealedPart,
} from './keys';
export { loadMasterKey, loadToken } from './master-key-file';
export { failPoint } from './fail-point';
export { counter, gauge, histogram } from './metrics';
export { KeyRing, type WrappedKeys } from './key-ring';
export { Access, ACCESS, type AccessRule } from './access';
export type { Spine } from './spine';
export { startRoles, runRole, orExit, stopOnSignal, type Role, type Running } from './role';
export { adapterFolders } from './adapter-folders';
export { checkJava, checkMaven, finish } from './programs';
