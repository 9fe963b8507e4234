/** A statement as the sql source writes it for MySQL, understood so far that a fake can answer it. */
export interface Select {
  readonly table: string;
  /** Names of the columns asked for. */
  readonly columns: readonly string[];
  /** By which rows are ordered. */
  readonly order: readonly string[];
  readonly limit: number;
  readonly matches: (row: Cells) => boolean;
}

/** Columns of a row by name, as texts. */
export type Cells = Readonly<Record<string, string | null>>;

const SELECT =
  /^SELECT (?<columns>.+?) FROM `(?<table>[^`]+)`(?: WHERE (?<where>.+))? ORDER BY (?<order>.+?) LIMIT (?<limit>\d+)$/s;
const TOKENS = /`[^`]+`|X'[0-9a-f]*'|'[^']*'|CONVERT|USING|COLLATE|IS|NOT|NULL|AND|OR|>=|>|=|\(|\)|\d+|\w+/gi;

/** @returns undefined where it is none of the source */
export function selectOf(text: string): Select | undefined {
  const { columns = '', table = '', where, order = '', limit } = SELECT.exec(text)?.groups ?? {};
  if (limit === undefined) return undefined;
  const matches = where === undefined ? () => true : new Condition(where.match(TOKENS) ?? []).read();
  return { table, columns: namesIn(columns), order: namesIn(order), limit: Number(limit), matches };
}

/** Which of two rows comes first by these columns. */
export function compareBy(order: readonly string[]): (a: Cells, b: Cells) => number {
  return (a, b) => {
    for (const name of order) {
      const found = compared(a[name] ?? '', b[name] ?? '');
      if (found !== 0) return found;
    }
    return 0;
  };
}

function namesIn(text: string): string[] {
  return (text.match(/`[^`]+`/g) ?? []).map((name) => name.slice(1, -1));
}

/** Whole numbers by their size, else by their signs. */
function compared(a: string, b: string): number {
  if (a === b) return 0;
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

type Test = (row: Cells) => boolean;

/** Conditions of columns, AND, OR and parentheses. */
class Condition {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  read(): Test {
    let test = this.one();
    for (;;) {
      const word = this.tokens[this.at];
      if (word !== 'AND' && word !== 'OR') return test;
      this.at += 1;
      const [left, right] = [test, this.one()];
      test = word === 'AND' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
  }

  private one(): Test {
    const token = this.next();
    if (token === '(') {
      const inner = this.read();
      this.next();
      return inner;
    }
    const name = token.slice(1, -1);
    const sign = this.next();
    if (sign === 'IS') {
      const isNot = this.tokens[this.at] === 'NOT';
      this.at += isNot ? 2 : 1;
      return (row) => (row[name] === null) !== isNot;
    }
    const value = this.value();
    if (sign === '=') return (row) => row[name] === value;
    return (row) => compared(row[name] ?? '', value) >= (sign === '>' ? 1e-9 : 0);
  }

  /** CONVERT(X'…' USING …) COLLATE …, a text, or digits. */
  private value(): string {
    const token = this.next();
    if (token.startsWith('X')) return Buffer.from(token.slice(2, -1), 'hex').toString();
    if (token !== 'CONVERT') return token.replaceAll("'", '');
    this.next();
    const value = this.value();
    this.at += 5;
    return value;
  }

  private next(): string {
    return this.tokens[this.at++] ?? '';
  }
}
