import { fieldClass, upcast } from '@lienthong/canonical';
import type { OriginRow } from '@lienthong/adapter-sdk';
import type { DossierPage } from '@lienthong/storage';
import type { InstalledAdapters } from '../installed-adapters';

/** A field whose values are sealed wherever the source has them; `*` stands for each entry of a set. */
export interface SealedField {
  readonly pointer: string;
  readonly class: 'BASIC' | 'SENSITIVE';
}

/** Where the values of a document come from. */
export interface Origins {
  readonly adapter: string;
  /** Version of the mapping that made the document. */
  readonly mapping: string | null;
  /** False where another version is installed now, or none: the rows are then those of the installed one. */
  readonly isCurrent: boolean;
  readonly rows: readonly OriginRow[];
}

/** A dossier with its document in public. Timeline and due dates stand in the document. */
export interface DossierView extends Omit<DossierPage, 'document'> {
  /** `personal` says only whether there are sealed values. */
  readonly document: Record<string, unknown>;
  readonly sealed: readonly SealedField[];
  readonly origins: Origins;
}

/** What may be shown of a dossier without unsealing anything. */
export async function viewOf(dossier: DossierPage, adapters: InstalledAdapters): Promise<DossierView> {
  const { personal, ...document } = upcast(JSON.parse(dossier.document) as Record<string, unknown>);
  const origins = await originsOf(document['origin'] as { adapter?: string; mapping?: string } | undefined, adapters);
  const sealed = personal === undefined ? [] : origins.rows.flatMap(({ pointer }) => sealedField(pointer));
  return {
    ...dossier,
    document: personal === undefined ? document : { ...document, personal: 'sealed' },
    sealed,
    origins,
  };
}

async function originsOf(
  origin: { adapter?: string; mapping?: string } = {},
  adapters: InstalledAdapters,
): Promise<Origins> {
  const { adapter = '', mapping = null } = origin;
  const installed = await adapters.mapping(adapter);
  return { adapter, mapping, isCurrent: installed?.version === mapping, rows: installed?.rows ?? [] };
}

function sealedField(pointer: string): SealedField[] {
  const found = fieldClass(pointer);
  return found === 'BASIC' || found === 'SENSITIVE' ? [{ pointer, class: found }] : [];
}
