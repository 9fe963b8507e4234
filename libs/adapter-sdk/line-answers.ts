/** What a gateway says to a program that pushes; the fake one of the kit says the same. */
import type { Adapter } from './adapter';
import type { RawItem } from './format';
import { ndjsonItem } from './formats/ndjson';
import type { Mapper } from './mapping/mapper';
import type { Outcome } from './mapping/outcome';

/** A line of a body by its number from 1; without its bytes where it is longer than {@link LINE_BYTES}. */
export interface PushedLine {
  readonly number: number;
  readonly bytes: Buffer | undefined;
}

/** Bytes of one line: what a record may have. */
export const LINE_BYTES = 1_000_000;

/** What became of an item that was taken. */
export interface TakenItem {
  readonly dossier: string;
  /** The newest record of the dossier says exactly this. */
  readonly isSame: boolean;
}

/** What became of one line. `parked` and `dropped` say what the mapping will do: the record is kept all the same. */
interface LineAnswer {
  readonly line: number;
  outcome: 'accepted' | 'same' | 'refused';
  dossier?: string;
  readonly parked?: {
    cause: string;
    field?: string | undefined;
    path?: string | undefined;
    rule: string;
    suggestion?: string | undefined;
  };
  readonly dropped?: string;
  readonly refused?: { readonly cause: string; readonly rule: string };
}

const TOO_LARGE = { cause: 'TOO_LARGE', rule: `a line has at most ${LINE_BYTES} bytes` };
/** What the reader of JSON says of a line that is none: there is nothing to keep. */
const NO_RECORD: ReadonlySet<string> = new Set(['MALFORMED', 'EMPTY', 'TRUNCATED', 'WRONG_ROOT']);

/** The answers of one call, gathered lot by lot. They are sent at its end: a sender reads once it has sent. */
export class LineAnswers {
  readonly counts = { accepted: 0, same: 0, refused: 0 };
  private readonly lines: string[] = [];
  private waiting: LineAnswer[] = [];

  constructor(
    private readonly system: string,
    private readonly adapter: Adapter,
    private readonly mapper: Mapper,
  ) {}

  /** Lines that are answered. */
  get count(): number {
    return this.lines.length;
  }

  /** Looks at a lot as the normalizer will. @returns the items to be taken; {@link taken} answers the lot */
  async look(lot: readonly PushedLine[]): Promise<RawItem[]> {
    const items = lot.map(({ bytes }) => bytes && ndjsonItem(bytes));
    const whole = items.flatMap((item) => (item?.raw ? [{ raw: item.raw, charset: item.charset }] : []));
    const outcomes = [...(await this.mapper.map(this.system, whole))];
    this.waiting = lot.map(({ number }, at) => this.answer(number, items[at], items[at] && outcomes.shift()));
    const kept = items.filter((item, at) => item && this.waiting[at]?.outcome !== 'refused') as RawItem[];
    if (kept.length === 0) this.taken([]);
    return kept;
  }

  /** What became of the items of the lot, in their order. */
  taken(items: readonly TakenItem[]): void {
    let next = 0;
    for (const answer of this.waiting) {
      const item = answer.outcome === 'refused' ? undefined : items[next++];
      if (item) Object.assign(answer, { outcome: item.isSame ? 'same' : 'accepted', dossier: item.dossier });
      this.counts[answer.outcome] += 1;
      this.lines.push(JSON.stringify(answer));
    }
    this.waiting = [];
  }

  /** All answers as NDJSON, and how the call ended. @param problem why the lines that are not answered were not taken (RFC 9457) */
  end(problem?: object): string {
    const last = { done: problem === undefined, lines: this.count, ...this.counts, ...(problem && { problem }) };
    return `${[...this.lines, JSON.stringify(last)].join('\n')}\n`;
  }

  private answer(line: number, item: RawItem | undefined, outcome: Outcome | undefined): LineAnswer {
    if (item === undefined) return { line, outcome: 'refused', refused: TOO_LARGE };
    if (outcome?.kind === 'parked' && NO_RECORD.has(outcome.cause)) {
      const { cause, path, rule } = outcome;
      return { line, outcome: 'refused', refused: { cause, rule: path === undefined ? rule : `${path}: ${rule}` } };
    }
    if (this.adapter.identity.of(item.head) === undefined) {
      const rule = `a record has an identity: ${this.adapter.identity.paths.join(', ')}`;
      return { line, outcome: 'accepted', parked: { cause: 'IDENTITY_MISSING', rule } };
    }
    if (outcome?.kind === 'dropped') return { line, outcome: 'accepted', dropped: outcome.rule };
    if (outcome?.kind !== 'parked') return { line, outcome: 'accepted' };
    const { cause, field, path, rule, suggestion } = outcome;
    return { line, outcome: 'accepted', parked: { cause, field, path, rule, suggestion } };
  }
}
