import { rewriteItem, shownText, type ItemDisguise } from './disguise-item';

/** Shorter values are in every text by chance. */
const SHORTEST = 5;

/** How an item is looked through. */
export type Look = Pick<ItemDisguise, 'format' | 'charset' | 'tags' | 'keep' | 'kindOf'>;

/**
 * Whether a value of an item that had to be replaced is in a replaced place of its disguise: a last look, which knows
 * nothing of how the disguise was made. What stands at a kept place as well may be anywhere.
 */
export function hasSurvivor(raw: Buffer, disguised: Buffer, look: Look): boolean {
  const before = valuesOf(raw, look);
  const kept = new Set(before.kept);
  const personal = before.replaced.filter((value) => value.length >= SHORTEST && !kept.has(value));
  const shown = valuesOf(disguised, look).replaced;
  return personal.some((value) => shown.some((other) => other.includes(value)));
}

/** The values of an item, composed and in small letters. */
export function valuesOf(raw: Buffer, look: Look): { kept: string[]; replaced: string[] } {
  const found: { kept: string[]; replaced: string[] } = { kept: [], replaced: [] };
  rewriteItem(raw, look, {
    value(path, { text }) {
      const value = shownText(text, look.kindOf?.(path)?.charset).trim();
      const isKept = look.keep(path, value) || !/\p{L}|\p{Nd}/u.test(value);
      found[isKept ? 'kept' : 'replaced'].push(value.normalize('NFC').toLowerCase());
      return undefined;
    },
  });
  return found;
}
