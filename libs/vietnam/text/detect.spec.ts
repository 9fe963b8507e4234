import { encodeText, decodeText, type Charset } from './charset';
import { detectText } from './detect';
import { detectTexts } from './detect-together';

const bytes = (text: string, charset: Charset): Buffer => encodeText(text, charset) ?? Buffer.from('?');
/** Text that somebody read as windows-1252 and wrote as UTF-8. */
const gone = (text: string, charset: Charset): Buffer => Buffer.from(decodeText(bytes(text, charset), 'windows-1252'));
const LINE = 'Độc lập - Tự do - Hạnh phúc';

describe(detectText.name, () => {
  it.each<Charset>(['tcvn3', 'vni', 'windows-1258', 'viqr', 'utf-8'])('tells %s by its words', (charset) => {
    expect(detectText(bytes(LINE, charset))).toMatchObject({ text: LINE, charset, rivals: [] });
  });

  it.each<Charset>(['tcvn3', 'vni', 'windows-1258'])('undoes %s that was read as windows-1252', (charset) => {
    expect(detectText(gone(LINE, charset))).toMatchObject({ text: LINE, charset, rivals: [] });
  });

  it.each([
    ['decomposed', Buffer.from(LINE.normalize('NFD'))],
    ['encoded twice', Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(LINE)))],
    ['encoded twice as Latin-1', Buffer.from(Buffer.from(LINE).toString('latin1'))],
  ])('undoes UTF-8 that is %s', (_, value) => {
    expect(detectText(value)).toMatchObject({ text: LINE, charset: 'utf-8', rivals: [] });
  });

  it('gives capitals back where TCVN3 lost them', () => {
    expect(detectText(bytes('ĐẶNG THỊ HẰNG', 'tcvn3')).text).toBe('ĐẶNG THỊ HẰNG');
  });

  it('names the rival where two readings are Vietnamese', () => {
    expect(detectText(bytes('Vũ Tú', 'tcvn3'))).toEqual({
      text: 'Vũ Tú',
      charset: 'tcvn3',
      confidence: 0.5,
      rivals: [{ charset: 'vni', text: 'Vị Tĩ' }],
    });
  });

  it.each([
    'Müller', 'José García', 'François', 'Björk', 'André', 'Łukasz', 'Çelik', 'Иван', '王小明', 'João', 'Nguyễn Anna Müller',
    'Y Ênuôl', 'Krông Búk', 'H’hen Niê', '100 €', '37 °C', '“Hà Nội”', 'QĐ-UBND', '10.000đ', 'a^2+b^2', 'C++', 'f(x)',
    "O'Brien", 'Nguyen Van A.', 'www.example.com', '',
  ])('leaves %s alone', (text) => {
    expect(detectText(Buffer.from(text))).toMatchObject({ text, charset: 'utf-8', rivals: [] });
  }); // prettier-ignore

  it('keeps a short foreign name and names what else it could be', () => {
    expect(detectText(Buffer.from('Tö'))).toMatchObject({ text: 'Tö', charset: 'utf-8' });
    expect(detectText(Buffer.from('Tö')).rivals.map(({ text }) => text)).toEqual(['Tử', 'Tư']);
  });

  it.each(['Müller', 'José García', 'Jürgen Habermas'])(
    'takes bytes that are no Vietnamese as windows-1252: %s',
    (text) => {
      expect(detectText(Buffer.from(text, 'latin1'))).toMatchObject({ text, charset: 'windows-1252', rivals: [] });
    },
  );

  it('reads a Vietnamese line with a foreign word, and says that it is not sure', () => {
    const value = Buffer.concat([bytes('Phường Hạ Đình ', 'tcvn3'), Buffer.from('Z\xfcrk', 'latin1')]);
    const { text, charset, rivals } = detectText(value);
    expect({ text, charset }).toEqual({ text: 'Phường Hạ Đình Zỹrk', charset: 'tcvn3' });
    expect(rivals.length).toBeGreaterThan(0);
  });
});

describe(detectTexts.name, () => {
  const many = ['Quận Đống Đa', 'Huyện Gia Lâm', 'Thị xã Sơn Tây', 'Quận Cầu Giấy', 'Huyện Sóc Sơn'];
  const city = Array.from({ length: 8 }, () => many).flat();

  it('lets the lines of one system decide what a line alone cannot', () => {
    const values = [...city, 'Vũ Tú'].map((text) => bytes(text, 'tcvn3'));
    expect(detectTexts(values).at(-1)).toMatchObject({ text: 'Vũ Tú', charset: 'tcvn3', rivals: [] });
  });

  it('decides nothing for a line among lines of several charsets', () => {
    const mixed = [...city.map((text) => bytes(text, 'vni')), ...city.map((text) => bytes(text, 'tcvn3'))];
    expect(detectTexts([...mixed, bytes('Vũ Tú', 'tcvn3')]).at(-1)?.rivals).toHaveLength(1);
  });

  it('reads again what looked well alone, where all others had gone wrong', () => {
    const values = [...city, 'Vũ Kim Tú'].map((text) => gone(text, 'tcvn3'));
    expect(detectText(values.at(-1)!).text).toBe('Vò Kim Tó');
    expect(detectTexts(values).map(({ text }) => text)).toEqual([...city, 'Vũ Kim Tú']);
  });

  it('leaves good lines beside them alone', () => {
    const values = [...city.map((text) => bytes(text, 'vni')), Buffer.from('Müller'), Buffer.from('Hà Nội')];
    expect(detectTexts(values).slice(-2)).toMatchObject([{ text: 'Müller' }, { text: 'Hà Nội' }]);
  });
});
