/** What proves an adapter: samples, fakes and the rules of the kit. Nothing of it runs where dossiers do. */
export * from './samples';
export * from './prove';
export { filesHash } from './files-hash';
export { RULE_CODES, type Evidence, type Rule, type RuleCode, type RuleFault, type Subject } from './rule';
export { assertProven, certify, fingerprint, signersOf, verifyCertificate, type Certificate } from './certificate';
export { certificatePage } from './certificate-page';
export { workbookParts } from './fakes/workbook';
export { zip } from './fakes/zip';
export { loadAdapter } from '../typescript/load';
export { recordSamples, type Recording, type RecordOptions } from './recording/record-samples';
export type { RecordProgress } from './recording/session';
export { withFacts } from './with-facts';
