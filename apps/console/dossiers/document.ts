import type { Moment } from '../frame/formats';

/** A unit as its source names it. */
export interface Unit {
  readonly code?: string;
  readonly name?: string;
}

/** A status in canonical and in the source's own terms. */
export interface Status {
  readonly code: string;
  readonly raw: string;
  readonly label?: string;
}

/** A step of a dossier. */
export interface TimelineEntry {
  readonly key: string;
  readonly step: string;
  readonly label?: string;
  readonly occurredAt: Moment;
  readonly dueAt?: Moment;
  readonly status?: Status;
}

/** A sum of money. */
interface Sum {
  readonly key: string;
  readonly amount: string;
  readonly currency: string;
}

/** What the console reads of contracts/dossier.v1.schema.json, its personal values sealed. Whatever else there is stays unread. */
export interface DossierDocument {
  readonly deleted: boolean;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string; readonly source: string }[];
  readonly procedure?: { readonly national?: string; readonly local?: string; readonly name?: string };
  readonly units?: { readonly receiving?: Unit; readonly competent?: Unit; readonly returning?: Unit };
  readonly parties?: readonly { readonly role: string; readonly kind?: string }[];
  readonly filedBy?: string;
  readonly channel?: string;
  readonly status: Status;
  readonly receivedAt?: Moment;
  readonly submittedAt?: Moment;
  readonly finishedAt?: Moment;
  readonly returnedAt?: Moment;
  readonly timeline: readonly TimelineEntry[];
  readonly dueDates: readonly { readonly key: string; readonly kind: string; readonly at: Moment }[];
  readonly supplements?: readonly {
    readonly key: string;
    readonly requestedAt?: Moment;
    readonly receivedAt?: Moment;
    readonly state?: string;
    readonly dueBefore?: Moment;
    readonly dueAfter?: Moment;
  }[];
  readonly components?: readonly { readonly key: string; readonly name?: string; readonly form: string }[];
  readonly fees?: readonly (Sum & { readonly kind?: string; readonly name?: string })[];
  readonly payments?: readonly (Sum & { readonly at?: Moment; readonly channel?: string; readonly state?: string })[];
  readonly result?: { readonly code?: string; readonly name?: string; readonly issuedAt?: Moment };
  readonly delivery?: {
    readonly method: string;
    readonly events: readonly { readonly at: Moment; readonly state: string }[];
  };
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly field?: string;
    readonly path?: string;
    readonly rule: string;
  }[];
}

const DAY_MS = 86_400_000;
const OVER = ['REJECTED_AT_INTAKE', 'WITHDRAWN', 'DECIDED', 'RETURNED'];
/** Scheme of the number that people see. */
const SHOWN = 'dossier-code';

/** The number that people see. */
export function codeOf({ identifiers }: DossierDocument): string | undefined {
  return (identifiers.find(({ scheme }) => scheme === SHOWN) ?? identifiers[0])?.value;
}

/** The promise that stands: the latest one that is not the law's. */
export function promiseOf({ dueDates }: DossierDocument): Moment | undefined {
  const promises = dueDates.filter(({ kind }) => kind !== 'LEGAL').map(({ at }) => at);
  return promises.reduce<Moment | undefined>((last, at) => (last && endOf(last) >= endOf(at) ? last : at), undefined);
}

/** Has the promise passed while the dossier is open? As the lists of the gateway have it. */
export function isOverdue(document: DossierDocument, nowMs: number): boolean {
  const promise = promiseOf(document);
  const isOpen = !document.deleted && !OVER.includes(document.status.code);
  const isFinished = (document.finishedAt ?? document.returnedAt) !== undefined;
  return promise !== undefined && isOpen && !isFinished && endOf(promise) < nowMs;
}

/** A promised day lasts until its midnight in +07:00. */
function endOf({ at, precision }: Moment): number {
  if (precision === 'YEAR') return Date.parse(`${Number(at) + 1}-01-01T00:00:00+07:00`);
  return precision === 'DAY' ? Date.parse(`${at}T00:00:00+07:00`) + DAY_MS : Date.parse(at);
}
