import { compactCode, compactPersonId, exactName, foldName } from './search-text';

describe(foldName.name, () => {
  const NAME = ['nguyen', 'van', 'a'];

  it.each([
    ['nguyen van a', NAME],
    ['Nguyễn Văn A', NAME],
    ['NGUYỄN VĂN A', NAME],
    ['Nguyễn Văn A'.normalize('NFD'), NAME],
    ['  Nguyễn\u00a0Văn\tA. ', NAME],
    ['Nguyễn-Văn-A', NAME],
    ['Nguy\u200bễn Văn A', NAME],
    ['Đặng Đình Đức', ['dang', 'dinh', 'duc']],
    ['\u00d0ặng \u0110ình', ['dang', 'dinh']],
    ["H'Hen Niê", ['h', 'hen', 'nie']],
    ['Ng Ph Kr', ['ng', 'ph', 'kr']],
    ['Công ty TNHH 68 Hoà Phát 2', ['cong', 'ty', 'tnhh', '68', 'hoa', 'phat', '2']],
    ['😀 Lan ❤️ 🇻🇳', ['lan']],
    ['Trần 1️⃣', ['tran', '1']],
    ['', []],
    ['-- ... !', []],
  ])('%j', (text, words) => expect(foldName(text)).toEqual(words));

  it('takes at most 32 words of 64 characters, and does not look at the rest', () => {
    expect(foldName('ông '.repeat(1_000_000))).toEqual(Array.from({ length: 32 }, () => 'ong'));
    const long = foldName(`Nguyễn ${'ễ'.normalize('NFD').repeat(100_000)}`);
    expect(long.map((word) => word.length)).toEqual([6, 64]);
    expect(exactName('𐐨'.repeat(200))).toEqual(['𐐨'.repeat(64)]);
  });
});

describe(exactName.name, () => {
  it.each([
    ['hòa', 'hoà'],
    ['Thúy', 'Thuý'],
    ['ủy', 'uỷ'],
    ['khỏe', 'khoẻ'],
    ['lòe', 'loè'],
    ['hóa', 'hoá'],
    ['qúy', 'quý'],
    ['qủa', 'quả'],
    ['gìa', 'già'],
    ['Hùynh', 'Huỳnh'],
    ['Tóan', 'Toán'],
    ['Ngũyên', 'Nguyễn'.replace('ễ', 'ê\u0303')],
    ['Túân', 'Tuấn'],
    ['Hóai', 'Hoài'.replace('à', 'á')],
    ['Hòabình', 'Hoàbình'],
  ])('writes %j as %j', (old, usual) => {
    expect(exactName(old)).toEqual([usual.normalize('NFC').toLowerCase()]);
    expect(exactName(old.normalize('NFD'))).toEqual(exactName(usual.normalize('NFD')));
    expect(foldName(old)).toEqual(foldName(usual));
  });

  it.each(['lúa', 'của', 'mía', 'bào', 'cưới', 'người', 'thuở', 'yến', 'giếng', 'gì', 'khuỷu', 'ngoằn', 'đường', 'xoài', 'bé'])(
    'leaves %j as it is',
    (word) => expect(exactName(word)).toEqual([word]),
  ); // prettier-ignore

  it.each([
    ['Hoa', 'Hoà'],
    ['Đức', 'Dức'],
    ['Tuấn', 'Tuân'],
    ['Lê', 'Le'],
  ])('keeps %s and %s apart, which are found together without diacritics', (one, other) => {
    expect(exactName(one)).not.toEqual(exactName(other));
    expect(foldName(one)).toEqual(foldName(other));
  });
});

describe(compactCode.name, () => {
  it.each([
    ['H26.1.18-250314-0007', 'H26118250314' + '0007'],
    [' h26.1.18/250314 0007', 'H261182503140007'],
    ['000.17.22.H56\u00a0–\u00a0210531–0001', '0001722H562105310001'],
    ['', ''],
  ])('%j', (text, key) => expect(compactCode(text)).toBe(key));
});

describe(compactPersonId.name, () => {
  it.each([
    ['001 199 012345', '001199012345'],
    ['001.199.012.345', '001199012345'],
    ['c1234567', 'C1234567'],
    ['1'.repeat(500), '1'.repeat(64)],
  ])('%j', (text, id) => expect(compactPersonId(text)).toBe(id));
});
