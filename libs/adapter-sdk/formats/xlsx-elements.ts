import { parser as createParser, type SAXParser, type Tag } from 'sax';
import { Malformed } from '../format';
import { xmlFault, xmlPlace } from './xml-fault';
import { localName } from './xml-tree';

const MOST_ATTRIBUTES = 1_000;
const DEEPEST = 64;

/** What is told of a part while it is read; names are without their prefix. */
export interface Elements {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

type Parser = SAXParser & { doctype: unknown };

/**
 * Reads a part of a workbook as a stream; yields the listener after every piece, so that what it found can be taken. A document
 * type is refused, so that no entity exists; the parser bounds what it buffers of a name, an attribute or a comment.
 */
export async function* elements<Told extends Elements>(
  bytes: AsyncIterable<Buffer>,
  part: string,
  told: Told,
): AsyncGenerator<Told> {
  const parser = listening(part, told);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new Malformed('CHARSET', xmlPlace(parser, part), 'the parts of a workbook are written in UTF-8', cause);
    }
  };
  for await (const chunk of bytes) {
    parser.write(decoded(chunk));
    if (parser.doctype) throw new Malformed('DOCTYPE', xmlPlace(parser, part), 'a document type is not allowed');
    yield told;
  }
  parser.write(decoded());
  parser.close();
  yield told;
}

/** Reads a part to its end. */
export async function readElements(bytes: AsyncIterable<Buffer>, part: string, told: Elements): Promise<void> {
  const pieces = elements(bytes, part, told);
  while ((await pieces.next()).done !== true);
}

function listening(part: string, told: Elements): Parser {
  const parser = createParser(true, {}) as Parser;
  const refuse = (rule: string): never => {
    throw new Malformed('MALFORMED', xmlPlace(parser, part), rule);
  };
  let [depth, attributes] = [0, 0];
  parser.onopentagstart = (): void => {
    attributes = 0;
    depth += 1;
    if (depth > DEEPEST) refuse(`elements are nested deeper than ${DEEPEST}`);
  };
  parser.onattribute = (): void => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) refuse(`an element has more than ${MOST_ATTRIBUTES} attributes`);
  };
  parser.onopentag = (tag): void => told.open(localName(tag.name), (tag as Tag).attributes);
  parser.onclosetag = (name): void => {
    depth -= 1;
    told.close(localName(name));
  };
  parser.ontext = parser.oncdata = (text): void => told.text(text);
  parser.onerror = (error): never => {
    throw xmlFault(error, parser, part);
  };
  return parser;
}
