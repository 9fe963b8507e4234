/**
 * Multi-row parameters as joined text: `unnest(string_to_array($1, E'\\x01')::type[])`.
 *
 * Encoding an array parameter is the dearest part of a batch statement in the driver; one joined text is twice as fast.
 * U+0001 cannot occur in what is joined (JSON escapes control characters, ids and codes have none); null is U+0002.
 */
const SEPARATOR = '\u0001';
const NULL = '\u0002';

/** SQL of one column of rows. @param index number of the parameter, from 1 @param type element type */
export function column(index: number, type: string): string {
  const texts = `string_to_array($${index}::text, E'\\x01', E'\\x02')`;
  return `unnest(case $${index}::text when '' then array[''] else ${texts} end::${type}[])`;
}

/** The parameter of {@link column}: null for no rows, since an empty text is one row with an empty text. A text that holds one of the two marks after all gets U+FFFD in its place. */
export function join(values: readonly (string | number | boolean | null | undefined)[]): string | null {
  if (values.length === 0) return null;
  return values.map((value) => (typeof value === 'string' ? unmarked(value) : (value ?? NULL))).join(SEPARATOR);
}

function unmarked(text: string): string {
  return text.includes(SEPARATOR) || text.includes(NULL)
    ? text.replaceAll(SEPARATOR, '\uFFFD').replaceAll(NULL, '\uFFFD')
    : text;
}
