import { decodeText, encodeText } from '@lienthong/vietnam';
import { parseXml } from '../../formats/xml-tree';
import { disguiseText } from './disguise';
import { disguiseItem, type ItemDisguise } from './disguise-item';

const NOTHING = { charset: 'utf-8', secret: 'a secret', keep: () => false } as const;
const json = (text: string, options: Partial<ItemDisguise> = {}): string =>
  disguiseItem(Buffer.from(text), { ...NOTHING, format: 'json', ...options }).toString();
const xml = (text: string, options: Partial<ItemDisguise> = {}): string =>
  disguiseItem(Buffer.from(text), { ...NOTHING, format: 'xml', ...options }).toString();
/** What stays of a text when letters and digits are all one. */
const shape = (text: string): string => text.replace(/\\u[\da-fA-F]{4}/g, '\\u____').replace(/&#x?[\da-fA-F]+;/g, (one) => `&${one.length};`).replace(/[^\s\p{P}\p{S}]/gu, '_'); // prettier-ignore

describe(disguiseItem.name, () => {
  it('keeps names, order, blanks and escapes of JSON, and the length of every value', () => {
    const text =
      '{ "hoTen" : "Nguy\\u1EC5n \\"V\\u0103n\\" A\\/B\\n",\t"con":[ {"ten":"Lê"},["Trần", 12 ] ],"so":120.50,"nho":-0.05,"mu":12e3,"co":true,"khong":null,"rong":"" }';
    const other = json(text);
    expect(shape(other)).toBe(shape(text));
    expect(Buffer.byteLength(other)).toBe(Buffer.byteLength(text));
    const tree = JSON.parse(other) as Record<string, unknown>;
    expect(Object.keys(tree)).toEqual(['hoTen', 'con', 'so', 'nho', 'mu', 'co', 'khong', 'rong']);
    expect(tree).toMatchObject({ co: true, khong: null, rong: '' });
    expect(other).not.toMatch(/1EC5|Lê|Trần|\b120|\.50|"A"/);
  });

  it('gives a value the same disguise however it is escaped', () => {
    const [plain, escaped] = ['"Nguyễn Văn"', '"Nguy\\u1ec5n V\\u0103n"'].map((name) => (JSON.parse(json(`{"a":${name}}`)) as { a: string }).a); // prettier-ignore
    expect(escaped).toHaveLength(10);
    expect(plain).toHaveLength(10);
    expect(disguiseText('Nguyễn Văn', NOTHING.secret)).toBe(plain);
  });

  it('keeps the digits of JSON numbers as many, the first of them no zero', () => {
    for (let number = 0; number < 1_200; number += 7) {
      const other = json(`{"a":${number},"b":${number}.00}`);
      expect(other).toMatch(
        new RegExp(`^\\{"a":(?:[1-9]\\d{${String(number).length - 1}}),"b":\\d{${String(number).length}}\\.\\d\\d\\}$`),
      );
      expect(JSON.parse(other)).not.toMatchObject({ a: number });
    }
  });

  it('keeps what keep() says, by path and by value', () => {
    const seen: string[] = [];
    const keep = (path: string, value: string): boolean => {
      seen.push(`${path}=${value}`);
      return path === 'buoc/ma' && value !== 'Lê';
    };
    const other = json('{"buoc":[{"ma":"N1","ai":"Lê"},{"ma":" Lê "}],"x":[[7]]}', { keep });
    expect(seen).toEqual(['buoc/ma=N1', 'buoc/ai=Lê', 'buoc/ma=Lê', 'x/*=7']);
    expect(other).toContain('"ma":"N1"');
    expect(other).not.toContain('Lê');
  });

  it('keeps tags, blanks, CDATA, references and namespaces of XML', () => {
    const text =
      '<t xmlns:a="urn:a" a:ten = \'Nguy&#7877;n &amp; con\'>\r\n <b>Lê <![CDATA[Thị <b> & ]]>Én &#x1EC7;</b><!-- Trần --><?chu Phạm?><c/><c so="12"></c>\n</t >';
    const other = xml(text);
    expect(shape(other)).toBe(shape(text));
    expect(Buffer.byteLength(other)).toBe(Buffer.byteLength(text));
    expect(other).toContain('xmlns:a="urn:a"');
    expect(other).not.toMatch(/7877|1EC7|Lê|Thị|Trần|Phạm|Én|"12"/);
    expect(other).toMatch(
      /<b>.. <!\[CDATA\[... <[a-z]> & \]\]>.. &#x1E[\dA-F]{2};<\/b><!-- .{4} --><\?chu .{4}\?><c\/><c so="\d\d"><\/c>/,
    );
  });

  it('tells paths as a mapping writes them', () => {
    const paths: string[] = [];
    xml('<t><date key="planned" value="1"/><date key="other" value="2"/><x:n>a<i/>b</x:n></t>', {
      tags: new Map([['@key', new Set(['planned'])]]),
      keep: (path) => paths.push(path) > 0,
    });
    expect(paths).toEqual(['date[@key=planned]/@key', 'date[@key=planned]/@value', 'date/@key', 'date/@value', 'n']);
  });

  it.each(['windows-1252', 'iso-8859-1'])('keeps TCVN3 shown as %s TCVN3, byte for byte', (charset) => {
    const name = encodeText('Nguyễn Thị ánh Tuyết', 'tcvn3')!;
    const raw = Buffer.concat([Buffer.from('<t ten="'), name, Buffer.from('">Fran\xe7ois</t>', 'latin1')]);
    const other = disguiseItem(raw, { ...NOTHING, format: 'xml', charset, kindOf: (path) => (path === '@ten' ? { charset: 'tcvn3' } : {}) }); // prettier-ignore
    expect(other).toHaveLength(raw.length);
    const text = decodeText(other.subarray(8, 8 + name.length), 'tcvn3');
    expect(text).toMatch(/^\p{Lu}\p{Ll}{5} \p{Lu}\p{Ll}{2} \p{Ll}{3} \p{Lu}\p{Ll}{4}$/u);
    expect(encodeText(text, 'tcvn3')).toHaveLength(name.length);
    expect(text).not.toMatch(/Nguyễn|Thị|ánh|Tuyết/);
    expect(parseXml(other, charset)['#text'] as string).toMatch(/^[A-Z][a-z]{3}[\xe0-\xff][a-z]{3}$/);
  });

  it.each(['tcvn3', 'vni', 'windows-1258', 'viscii', 'vps', 'tcvn5712-1', 'viqr'] as const)(
    'keeps the length of %s within JSON in UTF-8',
    (charset) => {
      const names = ['Nguyễn Văn Ấm', 'Đặng Thị Hồng Đượm', 'Phường Ô Chợ Dừa, ngõ 12. Hỏi ai?'];
      for (const name of names) {
        const bytes = encodeText(name, charset)!;
        const shown = new TextDecoder('windows-1252').decode(bytes);
        const text = JSON.stringify({ ten: shown });
        const other = json(text, { kindOf: () => ({ charset }) });
        expect(Buffer.byteLength(other)).toBe(Buffer.byteLength(text));
        const { ten } = JSON.parse(other) as { ten: string };
        expect(ten).toHaveLength(shown.length);
        expect(ten).not.toBe(shown);
      }
    },
  );

  it('reads and writes windows-1258, whose tones stand behind their letters', () => {
    const raw = Buffer.concat([Buffer.from('<t>'), encodeText('Nguyễn Thị Hà', 'windows-1258')!, Buffer.from('</t>')]);
    const other = disguiseItem(raw, { ...NOTHING, format: 'xml', charset: 'windows-1258' });
    expect(other).toHaveLength(raw.length);
    expect(decodeText(other, 'windows-1258')).toMatch(/^<t>\p{Lu}\p{Ll}{5} \p{Lu}\p{Ll}{2} \p{Lu}\p{Ll}<\/t>$/u);
  });

  it('takes another word of a table for a word of it, so that it is still one', () => {
    const kindOf = (path: string): object => (path === 'dan' ? { words: ['01', '02', '03', '100'] } : {});
    const found = Array.from({ length: 60 }, (_, at) => (JSON.parse(json(`{"n":${at},"dan":"02"}`, { kindOf })) as { dan: string }).dan); // prettier-ignore
    expect(new Set(found)).toEqual(new Set(['01', '02', '03']));
  });

  it('keeps a value that is no word of its table none', () => {
    const words = ['1', '2', '3', '4', '5', '6', '7'];
    for (const secret of ['a', 'b', 'c', 'd'])
      expect(json('{"a":"9"}', { secret, kindOf: () => ({ words }) })).toBe('{"a":"8"}');
    expect(() => json('{"a":"9"}', { kindOf: () => ({ words: [...words, '8'] }) })).toThrow('no word of its table');
  });

  it('turns both words of a table and the sex of a CCCD together', () => {
    for (const secret of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const text = json('{"gioi":0,"so":"001084012345"}', { secret, kindOf: (path) => (path === 'gioi' ? { words: ['0', '1'] } : {}) }); // prettier-ignore
      const { gioi, so } = JSON.parse(text) as { gioi: number; so: string };
      expect(Number(so[3]) % 2).toBe(gioi);
    }
  });

  it.each([
    ['a member that is named by a person', '{"x":{"Nguyễn Văn A":true}}'],
    ['a member that is named by a number', '{"so001084012345":1}'],
    ['an item that is no object', '["Nguyễn Văn A"]'],
  ])('refuses %s without telling it', (_what, text) => {
    expect(() => json(text)).toThrow(expect.objectContaining({ name: 'Undisguised' }));
    expect(() => json(text)).not.toThrow(/Nguyễn|0010/);
  });

  it('refuses a page whose charset it cannot write', () => {
    const raw = Buffer.from('<t>a</t>');
    expect(() => disguiseItem(raw, { ...NOTHING, format: 'xml', charset: 'shift_jis' })).toThrow('cannot be written');
  });
});
