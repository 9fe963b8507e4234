import { BadRequestException } from '@nestjs/common';
import type { IndexKey } from '@lienthong/platform';
import type { DossierFilter, ListKey, Scope, SearchTokens } from '@lienthong/storage';
import { compactCode } from '@lienthong/vietnam';
import type { DossierFilterQuery } from './dossier-query';

/** A text with so many digits is the number of a dossier; with fewer it is words of a name. */
const DIGITS_OF_A_CODE = 4;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RECEIVED = /^(|\d{4}|\d{4}-\d\d-\d\d)$/;

/** Turns what is asked into what storage looks for: names and personal numbers become tokens here, and nowhere later. */
export class DossierFilters {
  constructor(private readonly index: IndexKey) {}

  /** The filter of a list, within a scope. */
  of(query: DossierFilterQuery, scope: Scope): DossierFilter {
    const { system, unit, status, procedure, channel, receivedFrom, receivedTo, dueFrom, dueTo, q } = query;
    const flag = (given: 'true' | 'false' | undefined): boolean | undefined => given && given === 'true';
    return {
      scope, system, unit, status, procedure, channel, receivedFrom, receivedTo, dueFrom, dueTo,
      overdue: flag(query.overdue),
      deleted: flag(query.deleted),
      search: q === undefined ? undefined : this.words(q),
    }; // prettier-ignore
  }

  /** The filter that finds the dossiers of a person. */
  person(personId: string, scope: Scope): DossierFilter {
    return { scope, search: { exact: [], folded: [], personId: this.index.idToken(personId) } };
  }

  private words(q: string): SearchTokens {
    const isCode = q.replace(/\D/g, '').length >= DIGITS_OF_A_CODE;
    return isCode ? { exact: [], folded: [], code: compactCode(q) } : this.index.nameTokens(q);
  }
}

/** The place of a row in its list, opaque to whoever asks. */
export function sealKey({ rank, receivedOn, id }: { rank: number; receivedOn: string | null; id: string }): string {
  return Buffer.from(JSON.stringify([rank, receivedOn ?? '', id])).toString('base64url');
}

/** @throws BadRequestException when it is not one that {@link sealKey} made */
export function openKey(text: string | undefined): ListKey | undefined {
  if (text === undefined) return undefined;
  const [rank, receivedOn, id] = parts(text);
  const isKey = (rank === 0 || rank === 1) && typeof receivedOn === 'string' && typeof id === 'string';
  if (!isKey || !RECEIVED.test(receivedOn) || !UUID.test(id))
    throw new BadRequestException('after must be the "next" of a page of this list.');
  return { rank, receivedOn, id };
}

function parts(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
