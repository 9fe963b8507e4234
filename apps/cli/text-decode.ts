import { decodeText, detectTexts, restoreCapitals, type Charset, type DetectedText } from '@lienthong/vietnam';
import { Stop } from './stop';

/** Lines that are judged together: enough to show what charset a system writes, few enough to wait for. */
const TOGETHER = 1000;
/** Longest line, in bytes. */
const LONGEST = 1 << 20;
const [LINE_FEED, RETURN] = [0x0a, 0x0d];

/**
 * Decodes lines of bytes, of a declared charset or of what their words show. Lines of an undeclared charset are read a
 * thousand at a time, so that those of one system help each other; memory holds no more than that.
 */
export async function* decodeLines(input: AsyncIterable<Buffer>, charset?: Charset): AsyncGenerator<DetectedText> {
  let block: Buffer[] = [];
  for await (const line of linesOf(input)) {
    block.push(line);
    if (block.length < (charset === undefined ? TOGETHER : 1)) continue;
    yield* charset === undefined ? detectTexts(block) : block.map((bytes) => declared(bytes, charset));
    block = [];
  }
  yield* detectTexts(block);
}

function declared(bytes: Buffer, charset: Charset): DetectedText {
  const decoded = decodeText(bytes, charset);
  const text = charset === 'tcvn3' ? restoreCapitals(decoded) : decoded;
  return { text, charset, confidence: text.includes('\uFFFD') ? 0 : 1, rivals: [] };
}

async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 1;
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield withoutReturn(Buffer.concat([rest, chunk.subarray(from, at)]));
      [rest, from, number] = [Buffer.alloc(0), at + 1, number + 1];
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > LONGEST) throw endless(number);
  }
  if (rest.length > 0) yield withoutReturn(rest);
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === RETURN ? line.subarray(0, -1) : line;
}

function endless(number: number): Stop {
  return new Stop((say) => say('longLine', { number }));
}
