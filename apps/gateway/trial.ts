import {
  Link,
  mapper,
  type Adapter,
  type FileBook,
  type Item,
  type Page,
  type SourceContext,
} from '@lienthong/adapter-sdk';
import { Fault } from '@lienthong/canonical';

/** What a look at a source showed; shapes and counts, never a value of a person. */
export interface TrialResult {
  readonly ok: boolean;
  /** Why it is not: the code of docs/reference/errors.md, and what to do. */
  readonly problem?: { readonly code: string; readonly kind: string; readonly message: string };
  readonly items: number;
  readonly identified: number;
  readonly mapped: number;
  readonly parked: readonly {
    readonly cause: string;
    readonly path: string;
    readonly rule: string;
    readonly suggestion?: string;
    count: number;
  }[];
}

/** A look has to end while somebody waits for it. */
const TRIAL_MS = 15_000;
const CALL_MS = 5_000;
const ROWS = 50;

/**
 * Reads the first page of a source as intake would, through a link of its own, and maps it; nothing is stored. What it
 * finds wrong is the result, not an error.
 */
export async function trial(adapter: Adapter, system: string, settings: Record<string, unknown>): Promise<TrialResult> {
  const link = new Link(system, { deadlineMs: CALL_MS, retries: 0 });
  try {
    const page = await firstPage(adapter, contextOf(adapter, system, settings, link));
    return await seen(adapter, system, page?.items ?? [], page?.incomplete);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, kind, message } = error;
    return { ok: false, problem: { code, kind, message }, items: 0, identified: 0, mapped: 0, parked: [] };
  } finally {
    link.close();
  }
}

function contextOf(adapter: Adapter, system: string, settings: Record<string, unknown>, link: Link): SourceContext {
  return {
    settings: adapter.settings.parse(settings, `Settings of ${system}`),
    link,
    files: new LooseBook(),
    signal: AbortSignal.timeout(TRIAL_MS),
    pageRows: ROWS,
    pageBytes: 1_000_000,
    identityOf: (head) => adapter.identity.of(head),
  };
}

/** The first page that has items, or the last one there was. */
async function firstPage(adapter: Adapter, context: SourceContext): Promise<Page | undefined> {
  let last: Page | undefined;
  for await (const page of adapter.source.read(context, null)) {
    last = page;
    if (page.items.length > 0 || page.incomplete) break;
  }
  return last;
}

async function seen(
  adapter: Adapter,
  system: string,
  items: readonly Item[],
  incomplete: Page['incomplete'],
): Promise<TrialResult> {
  const whole = items.flatMap(({ raw, charset, fault }) => (raw && !fault ? [{ raw, charset }] : []));
  const outcomes = await mapper(adapter).map(system, whole);
  const parked: Cause[] = [
    ...items.flatMap(({ raw, fault = TOO_LARGE }) => (raw && fault === TOO_LARGE ? [] : [fault])),
    ...outcomes.flatMap((outcome) => (outcome.kind === 'parked' ? [{ ...outcome, code: outcome.cause }] : [])),
  ];
  const found = {
    items: items.length,
    identified: items.filter(({ identity }) => identity !== undefined).length,
    mapped: items.length - parked.length,
    parked: grouped(parked),
  };
  if (!incomplete) return { ok: true, ...found };
  const message = `${incomplete.code} at ${incomplete.place}: ${incomplete.rule}.`;
  return { ok: false, problem: { code: 'LT-ADAPTER-5', kind: 'data', message }, ...found };
}

interface Cause {
  readonly code: string;
  readonly path?: string | undefined;
  readonly rule: string;
  readonly suggestion?: string | undefined;
}

const TOO_LARGE: Cause = { code: 'TOO_LARGE', rule: 'a record has at most 1 MB' };

function grouped(causes: readonly Cause[]): TrialResult['parked'] {
  const groups = new Map<string, TrialResult['parked'][number]>();
  for (const { code, path = '', rule, suggestion } of causes) {
    const told = { cause: code, path, rule, ...(suggestion !== undefined && { suggestion }) };
    const group = groups.get(`${code} ${path}`) ?? { ...told, count: 0 };
    group.count += 1;
    groups.set(`${code} ${path}`, group);
  }
  return [...groups.values()];
}

/** Ordinals that are forgotten: a look must leave nothing behind. */
class LooseBook implements FileBook {
  private count = 0;

  ordinal(): Promise<number> {
    this.count += 1;
    return Promise.resolve(this.count);
  }
}
