import { dossierContract } from './contract-schema';

/** Version of contracts/dossier.v1.schema.json that documents are written by: semantic versioning within dossiers.v1. */
export const DOSSIER_VERSION = String(dossierContract['x-version']);

/** What a document written before `version` has to be given to be one of it. */
interface Upcaster {
  readonly version: string;
  readonly cast: (document: { readonly [member: string]: unknown }) => object;
}

/** In rising order. A release is never taken out: its documents are kept for ever (contracts/releases has samples). */
const UPCASTERS: readonly Upcaster[] = [
  {
    version: '1.1.0',
    cast: (document) => ({ ...document, origin: { contract: '1.0.0', ...(document['origin'] as object) } }),
  },
];

/**
 * A stored document as today's contract has it, whichever release wrote it; `origin.contract` still tells which. Pure,
 * and one of today's or of a later release comes back as it is.
 */
export function upcast<Document extends object>(document: Document): Document {
  const { origin } = document as { origin?: { contract?: string } };
  const written = origin?.contract ?? '1.0.0';
  let current: object = document;
  for (const { version, cast } of UPCASTERS) if (isBefore(written, version)) current = cast({ ...current });
  return current as Document;
}

function isBefore(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (const [at, number] of (right ?? []).entries()) if (number !== left?.[at]) return (left?.[at] ?? 0) < number;
  return false;
}
