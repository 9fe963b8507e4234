import { fieldClass, upcast, type Finding } from '@lienthong/canonical';
import type { OriginRow } from '@lienthong/adapter-sdk';
import type { DossierPage } from '@lienthong/storage';
import { findings, type Language } from '@lienthong/texts';
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

/** A finding of the document with its sentence in the language of whoever reads. */
export interface ToldFinding extends Finding {
  /** That of docs/reference/findings.md; the finding's own rule where a mapping has a code of its own. */
  readonly about: string;
}

/** A dossier with its document in public. Timeline and due dates stand in the document. */
export interface DossierView extends Omit<DossierPage, 'document'> {
  /** `personal` says only whether there are sealed values. */
  readonly document: Record<string, unknown>;
  readonly findings: readonly ToldFinding[];
  readonly sealed: readonly SealedField[];
  readonly origins: Origins;
}

/** What may be shown of a dossier without unsealing anything. */
export async function viewOf(
  dossier: DossierPage,
  adapters: InstalledAdapters,
  language: Language,
): Promise<DossierView> {
  const { personal, ...document } = upcast(JSON.parse(dossier.document) as Record<string, unknown>);
  const origins = await originsOf(document['origin'] as { adapter?: string; mapping?: string } | undefined, adapters);
  const sealed = personal === undefined ? [] : origins.rows.flatMap(({ pointer }) => sealedField(pointer));
  return {
    ...dossier,
    document: personal === undefined ? document : { ...document, personal: 'sealed' },
    findings: ((document['findings'] ?? []) as Finding[]).map((one) => ({ ...one, about: aboutOf(one, language) })),
    sealed,
    origins,
  };
}

function aboutOf({ code, rule }: Finding, language: Language): string {
  return Object.hasOwn(findings, code) ? (findings[code]?.[language] ?? rule) : rule;
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
