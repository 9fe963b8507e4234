import { AMBIGUOUS, textAt, valueAt } from '../path';
import { joined, Refused, Rejection, type OriginRow, type Reader, type Reading, type Rule } from './field';
import { masked, type Json, type MappingFinding } from './outcome';

/** Options of every field that reads one value. */
export interface ScalarOptions {
  /** Values that mean "none", such as a placeholder of the software; compared after trimming. */
  absent?: readonly string[];
}

/** How the text at a path becomes a canonical value; `path` is for findings, `beside` the text of the second path. */
export type Convert = (
  text: string,
  reading: Reading,
  place: { pointer: string; path: string },
  beside: string | undefined,
) => unknown;

/** What a field that reads one value is made of. */
export interface ScalarParts {
  kind: string;
  path: string;
  /** The rule in words, for the reference page. */
  rule: string;
  /** Options that decide what is read. */
  options?: { [name: string]: Json | undefined };
  absent?: readonly string[];
  /** A second path, whose text becomes a member of the value. */
  beside?: { member: string; path: string };
  convert: Convert;
}

type Severity = MappingFinding['severity'];

/**
 * A field that reads one value. It must be there and be well formed, else the record is parked; `optional()` lets it be
 * absent, `orFinding()` leaves a missing or malformed value out and says so.
 */
export class Scalar implements Rule {
  constructor(
    private readonly parts: ScalarParts,
    private readonly isOptional = false,
    private readonly severity?: Severity,
  ) {}

  /** The value may be absent. A malformed one still parks the record. */
  optional(): Scalar {
    return new Scalar(this.parts, true, this.severity);
  }

  /** A missing or malformed value is left out with a finding, and the record goes on. */
  orFinding(severity: Severity = 'WARNING'): Scalar {
    return new Scalar(this.parts, this.isOptional, severity);
  }

  data(): Json {
    const { kind, path, options, absent } = this.parts;
    return {
      kind,
      path,
      ...options,
      ...(absent && { absent: [...absent] }),
      optional: this.isOptional,
      severity: this.severity,
    };
  }

  rows(pointer: string, within: string): OriginRow[] {
    const { path, rule, absent, beside } = this.parts;
    const words = [rule];
    if (absent !== undefined && absent.length > 0) words.push(`${absent.join(', ')} = none`);
    words.push(this.isOptional ? 'optional' : 'required');
    if (this.severity !== undefined) words.push(`else finding ${this.severity}`);
    const row = { pointer, path: joined(within, path), rule: words.join('; ') };
    if (beside === undefined) return [row];
    return [row, { pointer: `${pointer}/${beside.member}`, path: joined(within, beside.path), rule: 'text; optional' }];
  }

  compile(pointer: string): Reader {
    const { path, convert, beside } = this.parts;
    const read = valueAt(path);
    const readBeside = beside && textAt(beside.path);
    const absent = new Set(this.parts.absent);
    const place = { pointer, path };
    return (node, reading) => {
      const raw = read(node);
      if (raw === AMBIGUOUS)
        return this.fail(reading, pointer, new Refused('AMBIGUOUS', 'the path holds several values'));
      const text = raw?.trim();
      if (text === undefined || text === '' || absent.has(text)) {
        return this.isOptional
          ? undefined
          : this.fail(reading, pointer, new Refused('MISSING', 'the field is required'));
      }
      const value = convert(text, reading, place, readBeside?.(node)?.trim());
      return value instanceof Refused ? this.fail(reading, pointer, value, text) : value;
    };
  }

  private fail(reading: Reading, field: string, { cause, rule }: Refused, text?: string): undefined {
    const { path } = this.parts;
    if (this.severity === undefined) {
      throw new Rejection(cause, path, rule, text === undefined ? undefined : masked(text));
    }
    reading.findings.push({ code: cause, severity: this.severity, field, path, rule });
    return undefined;
  }
}
