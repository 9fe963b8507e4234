/** What proves an adapter: samples, fakes and the rules of the kit. Nothing of it runs where dossiers do. */
export * from './samples';
export { recordSamples, type Recording, type RecordOptions } from './recording/record-samples';
export type { RecordProgress } from './recording/session';
