import { Malformed, type Format, type RawItem } from '../format';
import { jsonItem, LARGEST_BODY } from './json-item';
import { bounded, jsonTree } from './json-tree';

const LINE_FEED = 0x0a;

/** JSON lines in UTF-8: an item is a line, kept as the exact bytes between line feeds. Empty lines are none. */
export function ndjson(): Format {
  return {
    mediaType: 'application/x-ndjson',
    async *split(bytes, limit) {
      for await (const line of linesOf(bytes)) if (!isBlank(line)) yield jsonItem(line, limit);
    },
    parse: (raw) => bounded(jsonTree(raw)),
  };
}

/** An item of one line, as {@link ndjson} cuts it out of a file. @param line its bytes without the line feed */
export function ndjsonItem(line: Buffer): RawItem {
  return jsonItem(line, { rawBytes: line.length });
}

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 1;
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)]);
      [parts, size, from, number] = [[], 0, at + 1, number + 1];
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > LARGEST_BODY)
      throw new Malformed('MALFORMED', `line ${number}`, `a line has at most ${LARGEST_BODY} bytes`);
  }
  yield Buffer.concat(parts);
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
