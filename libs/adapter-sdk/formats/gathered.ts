/**
 * Bytes in pieces of at least the size that is wanted next, the last one apart: what is carried over from piece to piece
 * is then copied a few times at most, however small the pieces come. What was gathered is given before an error passes.
 */
export async function* gathered(bytes: AsyncIterable<Buffer>, wanted: () => number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let failed: { error: unknown } | undefined;
  try {
    for await (const part of bytes) {
      parts.push(part);
      size += part.length;
      if (size < wanted()) continue;
      yield joined(parts);
      [parts, size] = [[], 0];
    }
  } catch (error) {
    failed = { error };
  }
  if (size > 0) yield joined(parts);
  if (failed) throw failed.error;
}

/** One buffer of two or more; not copied where there is one alone. */
export function joined(parts: readonly Buffer[]): Buffer {
  const held = parts.filter(({ length }) => length > 0);
  return held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
}
