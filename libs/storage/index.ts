export { openDatabase } from './data-source';
export { SystemEntity } from './system.entity';
export { Systems, type SystemDraft, type SystemChange } from './systems';
export { Consumption } from './consumption';
export { LogGeneration, type LogState } from './log-generation';
export { isPoison, isTransient, sqlState } from './sql-state';
export { Register } from './register';
export type { Head, Line, Outcome, ParkedRow, Version } from './register-rows';
export { DataKeys, type WrappedKey } from './data-keys';
export { SourceCounts, type CountResult } from './source-counts';
export { StagedParts, type FreshPart, type KeptPart, type StagedPage } from './staged-parts';
export { IntakeStore, type Beginning, type Lease, type PageRow } from './intake';
export { LinkStates, type BreakerState, type LinkChange, type LinkRow } from './links';
export { Restarts, type Restart } from './restarts';
export { ApiKeys, type ApiKey, type ApiKeyDraft } from './api-keys';
export { Units, type UnitRow } from './units';
export type { DataSource, QueryRunner } from 'typeorm';
export { Catalogue, type DossierPage, type DossierRow, type VersionRow } from './catalogue';
export {
  ParkedRecords,
  type MappingStops,
  type ParkedFilter,
  type ParkedGroup,
  type ParkedItem,
} from './parked-records';
export { SystemProgress, type Progress } from './progress';
export { DigestSource, type DigestHead } from './digest-source';
export { LISTED, difference, rest, type LedgerDifference, type DifferenceKind } from './ledger-difference';
export { addDays, dayOf, dayStartMs, EVERY_DAY, type DaySpan } from './ledger-span';
export { ledgerSnapshot } from './ledger-snapshot';
export { LedgerOffsets, type LogBounds, type OffsetRange } from './ledger-offsets';
export { LedgerRows, type LineCounts } from './ledger-rows';
export { LedgerPages, type Attempt, type PageCounts } from './ledger-pages';
export { LedgerSources, pendingCounts, requestCounts, type LiveCount, type SourceCount } from './ledger-sources';
export { LedgerDays, type StoredDay } from './ledger-days';
export { databaseVersion } from './reachable';
export { Listing } from './listing';
export { Sequences, type SequenceDay, type SequenceKey } from './sequences';
export { Projection, type DossierMark } from './projection';
export { beginWhereLogBegins } from './projection-start';
export type {
  DossierFilter,
  FoundDossier,
  KnownRow,
  ListCounts,
  ListedChanges,
  ListedDossier,
  ListedRow,
  ListKey,
  Scope,
  SearchTokens,
} from './listing-rows';
