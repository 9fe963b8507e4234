/** Steps of one name: deeper than this, no header is written. */
const MOST_STEPS = 8;
const LONGEST = 255;

/**
 * A name of a column as paths have it: NFC, blanks collapsed, `/` between steps and nothing empty between two of them.
 * `[`, `]` and `|`, which paths read as something else, become `(`, `)` and a blank.
 */
export function columnName(text: string): string {
  const plain = text.slice(0, LONGEST).normalize('NFC').replaceAll('[', '(').replaceAll(']', ')').replaceAll('|', ' ');
  const steps = plain.split('/').map((step) => step.replace(/[\s\u200b\ufeff]+/g, ' ').trim());
  return steps
    .filter((step) => step !== '')
    .slice(0, MOST_STEPS)
    .join('/');
}

/** What two names have in common that are the same to a reader: case does not count. */
export function folded(name: string): string {
  return name.toLocaleLowerCase('vi').normalize('NFC');
}
