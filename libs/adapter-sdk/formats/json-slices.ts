import { printParseErrorCode, visit, type JSONVisitor, type ParseErrorCode } from 'jsonc-parser';
import { Malformed } from '../format';
import { DEPTH } from './json-tree';

/**
 * Where the elements of the array at `path` begin and end, in bytes. The body is read as Latin-1, so that offsets are
 * bytes: all that gives JSON its structure is ASCII, and no byte of a longer UTF-8 character looks like it.
 *
 * @returns undefined where there is no array at `path`
 * @throws Malformed when the body is not JSON; comments and trailing commas are none
 */
export function jsonSlices(body: Buffer, path: readonly string[]): [start: number, end: number][] | undefined {
  const walk = new Walk(path);
  const visitor: JSONVisitor = {
    onObjectBegin: (offset) => walk.open(offset, false),
    onArrayBegin: (offset) => walk.open(offset, true),
    onObjectProperty: (name) => walk.name(Buffer.from(name, 'latin1').toString('utf8')),
    onObjectEnd: (offset, length) => walk.close(offset + length),
    onArrayEnd: (offset, length) => walk.close(offset + length),
    onLiteralValue: (_value, offset, length) => walk.literal(offset, offset + length),
    onError: (error, offset, length) => walk.fail(error, offset, offset + length >= body.length),
  };
  visit(body.toString('latin1'), visitor, { disallowComments: true, allowTrailingComma: false });
  return walk.slices;
}

interface Level {
  readonly isArray: boolean;
  /** How much of the path has been followed to here; -1 beside it. */
  readonly matched: number;
  name?: string;
}

/** Follows the nesting and notes the elements of the wanted array. */
class Walk {
  slices: [number, number][] | undefined;
  private readonly levels: Level[] = [];
  private start = 0;

  constructor(private readonly path: readonly string[]) {}

  open(offset: number, isArray: boolean): void {
    if (this.levels.length >= DEPTH)
      throw new Malformed('MALFORMED', `byte ${offset}`, `nesting is at most ${DEPTH} deep`);
    if (this.isItem()) this.start = offset;
    const matched = this.matchedBelow();
    if (isArray && matched === this.path.length) this.slices ??= [];
    this.levels.push({ isArray, matched });
  }

  close(end: number): void {
    this.levels.pop();
    if (this.isItem()) this.slices?.push([this.start, end]);
  }

  literal(start: number, end: number): void {
    if (this.isItem()) this.slices?.push([start, end]);
  }

  name(name: string): void {
    const level = this.levels.at(-1);
    if (level) level.name = name;
  }

  fail(error: ParseErrorCode, offset: number, isAtEnd: boolean): never {
    const isCut = isAtEnd && /^(UnexpectedEnd|\w+Expected$)/.test(printParseErrorCode(error));
    throw new Malformed(isCut ? 'TRUNCATED' : 'MALFORMED', `byte ${offset}`, 'the answer is one JSON text (RFC 8259)');
  }

  /** True directly within the wanted array. */
  private isItem(): boolean {
    const level = this.levels.at(-1);
    return level !== undefined && level.isArray && level.matched === this.path.length;
  }

  private matchedBelow(): number {
    const level = this.levels.at(-1);
    if (level === undefined) return 0;
    if (level.isArray || level.matched < 0 || level.name !== this.path[level.matched]) return -1;
    return level.matched + 1;
  }
}
