import { Fault } from '@lienthong/canonical';
import type { Format } from '../../format';
import { pageCharset } from './page-charset';

/**
 * The smallest page or file that holds one item, as its format declares them: JSON in the members around the array, XML in
 * the elements around the item with the charset of the page, JSON lines as the line itself.
 *
 * @throws Fault LT-ADAPTER-2 where a format of an adapter's own does not say where its items stand
 */
export function samplePage(format: Format, raw: Buffer, charset: string): Buffer {
  const { items, mediaType } = format;
  if (mediaType === 'application/x-ndjson') return Buffer.concat([raw, Buffer.from('\n')]);
  if (items === undefined) {
    throw new Fault('LT-ADAPTER-2', `A format of ${mediaType} does not say where its items stand: give it "items".`);
  }
  const isXml = formatOf(format) === 'xml';
  const [before, after] = isXml ? xmlAround(items, charset) : jsonAround(items);
  const encode = (text: string): Buffer => pageCharset(isXml ? charset : 'utf-8')?.encode(text) ?? Buffer.from(text);
  return Buffer.concat([encode(before), raw, encode(after)]);
}

/** Which of the two ways of writing a format has. */
export function formatOf({ mediaType }: Format): 'json' | 'xml' {
  return /json/i.test(mediaType) ? 'json' : 'xml';
}

function jsonAround(items: string): [string, string] {
  const names = items === '' ? [] : items.split('/');
  return [`${names.map((name) => `{${JSON.stringify(name)}:`).join('')}[\n`, `\n]${'}'.repeat(names.length)}\n`];
}

function xmlAround(items: string, charset: string): [string, string] {
  const names = items.split('/').slice(0, -1);
  const open = names.map((name) => `<${name}>\n`).join('');
  const close = names.toReversed().map((name) => `\n</${name}>`).join(''); // prettier-ignore
  return [`<?xml version="1.0" encoding="${charset}"?>\n${open}`, `${close}\n`];
}
