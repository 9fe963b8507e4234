import { decodeText, latinBytes, restoreCapitals, type Charset } from '@lienthong/vietnam';
import type { Node } from '../node';
import { AMBIGUOUS, textAt, valueAt } from '../path';
import { joined, Refused, Rejection, SEVERAL, type OriginRow, type Reader, type Reading, type Rule } from './field';
import { masked, type Json, type MappingFinding } from './outcome';
import { fittingCharset, nearMember } from './suggest';

/** Options of every field that reads one value. */
export interface ScalarOptions {
  /** Values that mean "none", such as a placeholder of the software; compared after trimming. */
  absent?: readonly string[];
  /** What the software wrote its bytes in, where the source gives them as windows-1252 or Latin-1 (`Hµ Néi`). */
  charset?: Charset;
}

/** How the text at a path becomes a canonical value; `path` is for findings, `others` the texts of the other paths. */
export type Convert = (
  text: string,
  reading: Reading,
  place: { pointer: string; path: string },
  others: readonly (string | undefined)[],
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
  charset?: Charset;
  /** Other paths that are read with it; one with a member becomes that member of the value. */
  others?: readonly { path: string; member?: string }[];
  convert: Convert;
}

type Severity = MappingFinding['severity'];
const NONE: readonly undefined[] = [];
const CHOOSE = 'choose one of them with [member=value], or make each of them an entry with each()';
const ABSENT = 'say optional() where the software may leave it out';
const GO_ON = 'mend it in the software, or say orFinding(): the record then goes on without the value';

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
    const { kind, path, options, absent, charset } = this.parts;
    return {
      kind,
      path,
      ...options,
      ...(absent && { absent: [...absent] }),
      ...(charset && { charset }),
      optional: this.isOptional,
      severity: this.severity,
    };
  }

  rows(pointer: string, within: string): OriginRow[] {
    const { path, rule, absent, charset, others = [] } = this.parts;
    const words = [charset === undefined ? rule : `${rule} in ${charset}`];
    if (absent !== undefined && absent.length > 0) words.push(`${absent.join(', ')} = none`);
    words.push(this.isOptional ? 'optional' : 'required');
    if (this.severity !== undefined) words.push(`else finding ${this.severity}`);
    const row = { pointer, path: joined(within, path), rule: words.join('; ') };
    const members = others.filter((other) => other.member !== undefined);
    return [
      row,
      ...members.map((other) => ({
        pointer: `${pointer}/${other.member ?? ''}`,
        path: joined(within, other.path),
        rule: 'text; optional',
      })),
    ];
  }

  compile(pointer: string): Reader {
    const { path, convert, charset, others = [] } = this.parts;
    const read = valueAt(path);
    const decode = charset === undefined ? undefined : decoder(charset);
    const readOthers = others.map((other) => trimmed(textAt(other.path), decode));
    const absent = new Set(this.parts.absent);
    const place = { pointer, path };
    return (node, reading) => {
      const raw = read(node);
      if (raw === AMBIGUOUS) return this.fail(reading, pointer, new Refused('AMBIGUOUS', SEVERAL, () => CHOOSE));
      const decoded = decode === undefined || raw === undefined ? raw : decode(raw);
      if (decoded instanceof Refused) return this.fail(reading, pointer, decoded, raw);
      const whole =
        reading.isTcvn3 && decode === undefined && decoded !== undefined ? restoreCapitals(decoded) : decoded;
      const text = whole?.trim();
      if (text === undefined || text === '' || absent.has(text)) {
        return this.isOptional
          ? undefined
          : this.fail(
              reading,
              pointer,
              new Refused('MISSING', 'the field is required', () => nearMember(node, path) ?? ABSENT),
            );
      }
      // Nearly every field stands alone; this runs for each value of each record.
      const texts = readOthers.length === 0 ? NONE : readOthers.map((readOther) => readOther(node));
      const value = convert(text, reading, place, texts);
      return value instanceof Refused ? this.fail(reading, pointer, value, text) : value;
    };
  }

  private fail(reading: Reading, field: string, { cause, rule, suggest }: Refused, text?: string): undefined {
    const { path } = this.parts;
    if (this.severity === undefined) {
      const sample = text === undefined ? undefined : masked(text);
      throw new Rejection(cause, field, path, rule, { sample, suggestion: suggest?.() ?? GO_ON });
    }
    reading.findings.push({ code: cause, severity: this.severity, field, path, rule });
    return undefined;
  }
}

/** Reads the text of another path, decoded as the field's own; what cannot be decoded is not there. */
function trimmed(
  read: (node: Node) => string | undefined,
  decode: ((text: string) => string | Refused) | undefined,
): (node: Node) => string | undefined {
  return (node) => {
    const text = read(node);
    const decoded = decode === undefined || text === undefined ? text : decode(text);
    return decoded instanceof Refused ? undefined : decoded?.trim();
  };
}

/** Gives text back that the source read as windows-1252. What was not read so, or means nothing, is refused. */
function decoder(charset: Charset): (text: string) => string | Refused {
  return (text) => {
    const bytes = latinBytes(text);
    const decoded = bytes && decodeText(bytes, charset);
    if (decoded === undefined || decoded.includes('\uFFFD')) {
      const rule = `the value is not written in ${charset}, as the mapping says`;
      return new Refused('WRONG_CHARSET', rule, () => fittingCharset(text));
    }
    return charset === 'tcvn3' ? restoreCapitals(decoded) : decoded;
  };
}
