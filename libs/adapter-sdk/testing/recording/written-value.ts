/** A value as a page writes it: what it says, and how other characters can be written in the places of its own. */
export interface WrittenValue {
  readonly text: string;
  /** Whether a character can stand where the text has another at this index, in as many bytes. */
  readonly fits: (at: number, character: string) => boolean;
  /** The source of another text of the same length; each character is written as its predecessor was. */
  readonly written: (text: string) => string;
}

/** How a source writes one character: itself, or an escape. */
interface Escapes {
  /** What the source writes, cut into one piece for each UTF-16 unit of the text; '' where a piece stands for two. */
  readonly pieces: readonly string[];
  readonly text: string;
  /** An escape of the same length and style; undefined where there is none. */
  readonly escaped: (piece: string, character: string) => string | undefined;
}

const JSON_PIECE = /\\u[\dA-Fa-f]{4}|\\.|[^\\]/gs;
const XML_PIECE = /&#x?[\dA-Fa-f]+;|&\w+;|[^&]/gs;
const REFERENCE = /^&#(x?)([\dA-Fa-f]+);$/;
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** A string of JSON, without its quotation marks. */
export function jsonValue(source: string, widthOf: (character: string) => number | undefined): WrittenValue {
  if (!source.includes('\\')) return literal(source, widthOf);
  const pieces = source.match(JSON_PIECE) ?? [];
  const text = JSON.parse(`"${source}"`) as string;
  return escapable({ pieces, text, escaped: escapedJson }, widthOf);
}

/** Text or an attribute of XML; CDATA has no references and is {@link literal}. */
export function xmlValue(source: string, widthOf: (character: string) => number | undefined): WrittenValue {
  if (!source.includes('&')) return literal(source, widthOf);
  const pieces: string[] = [];
  let text = '';
  for (const piece of source.match(XML_PIECE) ?? []) {
    const character = referred(piece);
    pieces.push(piece, ...Array<string>(character.length - 1).fill(''));
    text += character;
  }
  return escapable({ pieces, text, escaped: escapedXml }, widthOf);
}

/** A value that is written as it is. */
export function literal(text: string, widthOf: (character: string) => number | undefined): WrittenValue {
  return escapable({ pieces: [], text, escaped: () => undefined }, widthOf);
}

/** Several values read as one, as the text of an element with CDATA in it. */
export function joinedValue(values: readonly WrittenValue[]): WrittenValue & { parts(text: string): string[] } {
  const starts: number[] = [];
  let text = '';
  for (const value of values) {
    starts.push(text.length);
    text += value.text;
  }
  const parts = (other: string): string[] =>
    values.map(({ text: own, written }, index) => {
      const start = starts[index] ?? 0;
      return written(other.slice(start, start + own.length));
    });
  return {
    text,
    parts,
    fits(at, character) {
      const index = starts.findLastIndex((start, one) => start <= at && at < start + (values[one]?.text.length ?? 0));
      return values[index]?.fits(at - (starts[index] ?? 0), character) ?? false;
    },
    written: (other) => parts(other).join(''),
  };
}

function escapable(
  { pieces, text, escaped }: Escapes,
  widthOf: (character: string) => number | undefined,
): WrittenValue {
  const characterAt = (of: string, at: number): string => String.fromCodePoint(of.codePointAt(at) ?? 0);
  const pieceAt = (at: number, units: number): string =>
    pieces.length === 0 ? text.slice(at, at + units) : pieces.slice(at, at + units).join('');
  return {
    text,
    fits(at, character) {
      const own = characterAt(text, at);
      const piece = pieceAt(at, own.length);
      if (own.length !== character.length) return false;
      if (piece === own) return widthOf(character) === widthOf(own);
      return escaped(piece, character)?.length === piece.length;
    },
    written(other) {
      let out = '';
      for (let at = 0; at < other.length;) {
        const [own, character] = [characterAt(text, at), characterAt(other, at)];
        const piece = pieceAt(at, own.length);
        out += own === character ? piece : piece === own ? character : (escaped(piece, character) ?? piece);
        at += own.length;
      }
      return out;
    },
  };
}

function escapedJson(piece: string, character: string): string | undefined {
  if (!piece.startsWith('\\u')) return undefined;
  const isUpper = /[A-F]/.test(piece);
  return Array.from({ length: character.length }, (_, at) => {
    const hex = character.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${isUpper ? hex.toUpperCase() : hex}`;
  }).join('');
}

function escapedXml(piece: string, character: string): string | undefined {
  const [, mark, digits = ''] = REFERENCE.exec(piece) ?? [];
  if (mark === undefined) return undefined;
  const code = (character.codePointAt(0) ?? 0).toString(mark === 'x' ? 16 : 10).padStart(digits.length, '0');
  return `&#${mark}${/[A-F]/.test(digits) ? code.toUpperCase() : code};`;
}

function referred(piece: string): string {
  const [, mark, digits = ''] = REFERENCE.exec(piece) ?? [];
  return mark === undefined ? (NAMED[piece] ?? piece) : String.fromCodePoint(parseInt(digits, mark === 'x' ? 16 : 10));
}
