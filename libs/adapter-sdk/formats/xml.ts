import type { Format } from '../format';
import { splitXml } from './xml-splitter';
import { parseXml } from './xml-tree';

/** What the XML of a source looks like. */
export interface XmlOptions {
  /** Path of the item elements from the root, without namespace prefixes: `log/trace`. Another root is refused. */
  items: string;
  mediaType?: string;
}

/**
 * XML read as a stream: an item is the exact bytes of one element. A document type is refused whole, so that neither
 * entity bombs nor external entities exist; UTF-16 is refused; any other charset the platform can decode is taken as
 * declared. A bad character in one item is that item's fault, broken structure is the file's.
 */
export function xml(options: XmlOptions): Format {
  const path = options.items.split('/');
  return {
    mediaType: options.mediaType ?? 'application/xml',
    items: options.items,
    split: (bytes, limit) => splitXml(bytes, path, limit),
    parse: parseXml,
  };
}
