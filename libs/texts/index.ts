/** What people read, in Vietnamese and English: one catalogue for console, API errors and CLI. Pure data, no logic of a role. */
export const LANGUAGES = ['vi', 'en'] as const;

/** A language of the catalogue. */
export type Language = (typeof LANGUAGES)[number];

export { cliEn, type CliKey } from './cli-en';
export { cliVi } from './cli-vi';
export { faultsVi, type FaultText } from './errors-vi';
export { findings, type FindingText } from './findings';
export { consoleEn, type ConsoleTexts } from './console-en';
export { consoleVi } from './console-vi';
export { dossierTextsEn, type DossierTexts } from './dossiers-en';
export { dossierTextsVi } from './dossiers-vi';
export { wordsEn, type Words } from './words-en';
export { wordsVi } from './words-vi';
