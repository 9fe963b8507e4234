import type { Installation } from '../../support/installation';
import { until } from '../../support/waiting';

/** What two places disagree about, as `lienthong ledger --json` lists it. */
export interface Difference {
  readonly kind: string;
  readonly system: string | null;
  readonly day: string | null;
  readonly dossier?: string;
  readonly coordinate?: string;
  readonly page?: string;
  readonly expected?: string;
  readonly found?: string;
}

/** The part of `lienthong ledger --json` that tests read. */
export interface LedgerAnswer {
  readonly balanced: boolean;
  readonly settled: boolean;
  readonly generation: number;
  readonly totals: Record<string, number>;
  readonly differences: readonly Difference[];
}

/** A difference must be seen within this time. */
const SEEN_MS = 60_000;

/** The ledger, not the full one, as the command line prints it. */
export function ledger(at: Installation, ...args: string[]): Promise<LedgerAnswer> {
  return at.json('ledger', ...args);
}

/** Waits until the ledger does not balance and names what is expected, at most 60 s. @returns the differences */
export async function seen(at: Installation, wanted: Partial<Difference>): Promise<readonly Difference[]> {
  const last: { answer?: LedgerAnswer } = {};
  const named = until(SEEN_MS, `the ledger names ${JSON.stringify(wanted)}`, async () => {
    const answer = await ledger(at);
    last.answer = answer;
    const isNamed = answer.differences.some((one) => matches(one, wanted));
    return !answer.balanced && isNamed ? answer.differences : undefined;
  });
  return named.catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message} It says: ${JSON.stringify(last.answer?.differences).slice(0, 2_000)}`);
  });
}

/** Waits until the ledger balances and nothing is on its way. */
export async function balanced(at: Installation): Promise<LedgerAnswer> {
  const last: { answer?: LedgerAnswer } = {};
  const well = until(SEEN_MS, 'the ledger balances', async () => {
    const answer = await ledger(at);
    last.answer = answer;
    return answer.balanced && answer.settled ? answer : undefined;
  });
  return well.catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message} It says: ${JSON.stringify(last.answer?.differences).slice(0, 2_000)}`);
  });
}

/** The day it is in Asia/Ho_Chi_Minh. */
export function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function matches(difference: Difference, wanted: Partial<Difference>): boolean {
  return Object.entries(wanted).every(([name, value]) => difference[name as keyof Difference] === value);
}
