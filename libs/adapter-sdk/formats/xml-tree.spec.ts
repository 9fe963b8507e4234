import { Malformed } from '../format';
import { MAX_DEPTH, parseXml, saxTree } from './xml-tree';
import { quickTree } from './xml-quick';

const parse = (text: string): unknown => parseXml(Buffer.from(text), 'utf-8');

describe(parseXml, () => {
  it('gives attributes, children by local name, and text that is not blank', () => {
    expect(parse('<t a="1"><x:b>one</x:b>\n<b><c/></b><d> <![CDATA[a<b]]> &amp; &#7878;</d></t>')).toEqual({
      '@a': '1',
      b: [{ '#text': 'one' }, { c: [{}] }],
      d: [{ '#text': 'a<b & Ệ' }],
    });
  });

  it.each([
    ['U+0000', '<t>a\0b</t>', 'CHARACTER'],
    ['a reference to U+0000', '<t a="&#0;"/>', 'MALFORMED'],
    ['a reference to a lone surrogate', '<t a="&#xD800;"/>', 'MALFORMED'],
    ['an entity that is not declared', '<t>&secret;</t>', 'MALFORMED'],
    ['a document type', '<!DOCTYPE t [<!ENTITY secret "x">]><t>&secret;</t>', 'DOCTYPE'],
    ['an element named __proto__', '<t><__proto__ a="1"/></t>', 'MALFORMED'],
    ['elements nested too deep', '<t>'.repeat(MAX_DEPTH + 1), 'MALFORMED'],
    ['no element', '', 'EMPTY'],
  ])('refuses %s', (_what, text, reason) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ reason, kind: 'data' }));
    expect(() => parse(text)).not.toThrow(/secret/);
  });

  it('refuses bytes the charset does not allow, such as a surrogate in UTF-8', () => {
    const raw = Buffer.concat([Buffer.from('<t>'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('</t>')]);
    expect(() => parseXml(raw, 'utf-8')).toThrow(Malformed);
  });

  it('decodes other charsets', () => {
    expect(parseXml(Buffer.from([0x3c, 0x74, 0x3e, 0xd3, 0x3c, 0x2f, 0x74, 0x3e]), 'windows-1258')).toEqual({
      '#text': 'Ó',
    });
  });
});

describe(quickTree, () => {
  /** Documents out of pieces that are plain, odd and broken; the same every time. */
  function documents(count: number): string[] {
    let state = 7;
    const next = (bound: number): number => (state = (state * 48_271) % 2_147_483_647) % bound;
    const pieces = ['<a>', '</a>', '<b x="1">', '</b>', '<b x=\'é"\'/>', '<a y="" x="2" />', 'text', ' ', '\r\n', '&amp;',
      '<!-- c -->', '<![CDATA[d]]>', '</b >', '<a x="1" x="2"/>', '<ns:a/>', '>', '<', '"', 'x="1"', '<?p i?>', '<a\n>', 'nước']; // prettier-ignore
    return Array.from({ length: count }, () => {
      const middle = Array.from({ length: next(8) }, () => pieces[next(pieces.length)]).join('');
      return next(4) === 0 ? middle : `<a z="0">${middle}</a>`;
    });
  }

  function bySax(text: string): unknown {
    try {
      return saxTree(text);
    } catch (error) {
      expect(error).toBeInstanceOf(Malformed);
      return 'refused';
    }
  }

  it('equals the tree of the parser wherever it gives one', () => {
    let quick = 0;
    for (const text of documents(20_000)) {
      const tree = quickTree(text, MAX_DEPTH);
      if (tree === undefined) continue;
      quick += 1;
      expect({ text, tree }).toEqual({ text, tree: bySax(text) });
    }
    expect(quick).toBeGreaterThan(3_000);
  });
});
