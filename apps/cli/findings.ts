import { findings } from '@lienthong/texts';
import type { Api } from './api';
import type { Say } from './say';
import { table } from './table';

/** The part of a finding that the command reads. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly field?: string;
  readonly rule: string;
}

/** What was noticed about a dossier. @throws Refused when there is none of that id */
export async function findingsOf(api: Api, dossier: string): Promise<readonly Finding[]> {
  const { document } = await api.get<{ document: { findings: readonly Finding[] } }>(
    `/v1/dossiers/${encodeURIComponent(dossier)}`,
  );
  return document.findings;
}

/** The findings as a table: the sentence in the language spoken; a code of a vendor's own stands with its own rule. */
export function findingsText(found: readonly Finding[], say: Say): string {
  if (found.length === 0) return say('noFindings');
  const rows = found.map(({ code, severity, field = '', rule }) => [
    severity,
    code,
    (Object.hasOwn(findings, code) ? findings[code]?.[say.language] : undefined) ?? rule,
    field,
  ]);
  return table([say('headSeverity'), say('headCode'), say('headWhat'), say('headWhere')], rows);
}
