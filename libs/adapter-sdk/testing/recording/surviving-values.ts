import { encodeText } from '@lienthong/vietnam';
import { rewriteItem, shownText, type ItemDisguise } from './disguise-item';

/** Shorter values are in every text by chance. */
const SHORTEST = 5;
/** A number of fewer digits is inside longer ones by chance, and is looked for as a number of its own. */
const LONG_NUMBER = 9;
const WORD_LETTERS = 4;
const SIGNIFICANT = /\p{L}|\p{Nd}/u;
const BLANK = 'it has neither letter nor digit';

/** How an item is looked through. */
export type Look = Pick<ItemDisguise, 'format' | 'charset' | 'tags' | 'keep' | 'kindOf'> & {
  readonly why?: (path: string, value?: string) => string | undefined;
};

/** A value of an item with its place; what is kept says why. */
export interface ItemValue {
  readonly path: string;
  readonly text: string;
  readonly why?: string;
}

/**
 * Whether a value of an item that had to be replaced is in a replaced place of its disguise, whole or as a word without
 * its marks: a look that knows nothing of how the disguise was made. What stands at a kept place may be anywhere.
 */
export function hasSurvivor(raw: Buffer, disguised: Buffer, look: Look): boolean {
  const before = valuesOf(raw, look);
  const kept = new Set(before.filter(({ why }) => why !== undefined).map(({ text }) => plain(text)));
  const texts = before.filter(({ why }) => why === undefined).map(({ text }) => text);
  const personal = texts.map(plain).filter((value) => value.length >= SHORTEST && !kept.has(value));
  const words = new Set(texts.flatMap(foldedWords));
  const shown = valuesOf(disguised, look).filter(({ why }) => why === undefined).map(({ text }) => text); // prettier-ignore
  const isWhole = personal.some((value) => shown.some((other) => plain(other).includes(value)));
  return isWhole || shown.flatMap(foldedWords).some((word) => words.has(word));
}

/** The values of an item as it says them, with the reason of each that stays. */
export function valuesOf(raw: Buffer, look: Look): ItemValue[] {
  const found: ItemValue[] = [];
  rewriteItem(raw, look, {
    value(path, { text }) {
      const value = shownText(text, look.kindOf?.(path)?.charset).trim();
      const isKept = look.keep(path, value);
      const why = isKept ? (look.why?.(path, value) ?? 'kept') : SIGNIFICANT.test(value) ? undefined : BLANK;
      found.push({ path, text: value, ...(why !== undefined && { why }) });
      return undefined;
    },
  });
  return found;
}

/** The names of an item's members, attributes and elements. */
export function namesOf(raw: Buffer, look: Look): string[] {
  const found = new Set<string>();
  rewriteItem(raw, look, { named: (name) => void found.add(name), value: () => undefined });
  return [...found];
}

/**
 * The path of a personal value that is in some bytes after all, in whatever charset or form; undefined where none is.
 *
 * @param open texts that may be anywhere: kept values, and what the page says around an item
 */
export function survivorIn(
  files: readonly Buffer[],
  values: readonly ItemValue[],
  open: readonly string[],
): string | undefined {
  // prettier-ignore
  const contents = files.map((bytes) => bytes.toString('latin1'));
  const asked = new Set<string>();
  const anywhere = open.map(plain);
  return values.find(({ text, why }) => {
    if (why !== undefined || text.length < SHORTEST || asked.has(text) || anywhere.some((one) => one.includes(plain(text)))) return false; // prettier-ignore
    asked.add(text);
    const isShort = /^\d+$/.test(text) && text.length < LONG_NUMBER;
    const alone = new RegExp(`(?<!\\d)${isShort ? text : ''}(?!\\d)`);
    return contents.some((content) =>
      isShort ? alone.test(content) : formsOf(text).some((form) => content.includes(form)),
    );
  })?.path;
}

/** A text as it may lie in bytes, each byte as Latin-1. */
function formsOf(text: string): string[] {
  const cases = [text, text.toLowerCase(), text.toUpperCase()];
  const written = [...cases, ...cases.map((one) => one.normalize('NFD')), JSON.stringify(text).slice(1, -1)];
  const older = (['tcvn3', 'vni', 'windows-1258'] as const).flatMap((charset) => encodeText(text, charset) ?? []);
  // The last letters of Base64 depend on what follows.
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1);
  return [...new Set([...written.map((one) => Buffer.from(one)), ...older].map((one) => one.toString('latin1'))), base64]; // prettier-ignore
}

function foldedWords(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  return (folded.match(/\p{L}+/gu) ?? []).filter((word) => word.length >= WORD_LETTERS);
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
