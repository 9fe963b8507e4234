import { Malformed } from '../format';

/** Where a parser stands; lines and columns count from 1, columns in bytes. */
export interface ParserPlace {
  line: number;
  column: number;
}

/** An error of the XML parser as a fault: its rule without any text of the document. */
export function xmlFault(error: Error, at: ParserPlace, item?: string): Malformed {
  const [first = ''] = error.message.split('\n');
  const rule = (first.split(':')[0] ?? '').trim();
  const truncated = rule === 'Unclosed root tag' || rule === 'Unexpected end';
  return new Malformed(truncated ? 'TRUNCATED' : 'MALFORMED', xmlPlace(at, item), lowered(rule));
}

/** `trace[12] line 345 column 7`. */
export function xmlPlace(at: ParserPlace, item?: string): string {
  return `${item === undefined ? '' : `${item} `}line ${at.line + 1} column ${at.column}`;
}

function lowered(rule: string): string {
  return `the XML parser says "${rule.charAt(0).toLowerCase()}${rule.slice(1)}"`;
}
