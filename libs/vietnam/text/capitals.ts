const ASCII_SMALL = /[a-z]/;
/** A capital that does not begin its word: proof that the field is written in capitals. */
const CAPITAL_WITHIN = /\p{L}[A-Z]/u;
/** A word in small letters behind the start or a blank. */
const FIRST_LETTER = /(^|[\s(])(\p{Ll})/gu;

/**
 * Gives back the capitals that TCVN3 cannot write: its capitals with tones came from a second font, so `NGUYÔN V¡N ¸NH`
 * decodes to `NGUYễN VĂN áNH`. Judged by the whole field, never by a word: where all its ASCII letters are
 * capitals, not only those that begin words (`Vò Tó` is `Vũ Tú`), all of it is; in a `name` each word begins with one.
 */
export function restoreCapitals(text: string, field: 'name' | 'text' = 'text'): string {
  if (CAPITAL_WITHIN.test(text) && !ASCII_SMALL.test(text)) return text.toUpperCase();
  if (field === 'text') return text;
  return text.replace(FIRST_LETTER, (_, before: string, letter: string) => before + letter.toUpperCase());
}
