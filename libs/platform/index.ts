export {
  readConfiguration,
  environment,
  messageLocale,
  configurationRows,
  CONFIGURATION,
  type Configuration,
} from './configuration';
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
export { IndexKey, loadIndexKey, type NameTokens, type SearchedPerson } from './index-key';
export { failPoint } from './fail-point';
export { counter, gauge, histogram } from './metrics';
export { KeyRing, type WrappedKeys } from './key-ring';
export { Access, ACCESS, ACCOUNT_ROLES, REACH, type AccessRule, type AccountRole, type Reach } from './access';
export { Who, isScoped, narrow, ownSystem, type Principal, type Scope } from './principal';
export type { Spine } from './spine';
export { startRoles, runRole, orExit, stopOnSignal, type Role, type Running } from './role';
export { adapterFolders } from './adapter-folders';
export { checkJava, checkMaven, finish } from './programs';
