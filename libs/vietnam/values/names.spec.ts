import { isSameName, readNames, titleCase } from './names';

const codes = (text: string): string[] => {
  const read = readNames(text);
  return 'notes' in read ? read.notes.map(({ code }) => code) : [];
};

describe(readNames.name, () => {
  it.each<[string, string[], string[]]>([
    ['Nguyễn Văn A', ['Nguyễn Văn A'], []],
    ['  NGUYỄN   VĂN\u00a0A ', ['NGUYỄN VĂN A'], []],
    ['Nguyễn Văn A'.normalize('NFD'), ['Nguyễn Văn A'], []],
    ['Ông Trần Văn B', ['Trần Văn B'], ['NAME_TITLE']],
    ['Ông/bà: Trần Văn B', ['Trần Văn B'], ['NAME_TITLE']],
    ['Trần Văn B (ông)', ['Trần Văn B'], ['NAME_TITLE']],
    ['Bà Huyện Lan', ['Huyện Lan'], ['NAME_TITLE']],
    ['Ông A và bà Lê Thị C', ['A', 'Lê Thị C'], ['NAME_TITLE', 'NAME_ONE_WORD', 'NAME_SEVERAL']],
    ['Trần B & Lê C; Vũ D', ['Trần B', 'Lê C', 'Vũ D'], ['NAME_SEVERAL']],
    ['Anh Đức', ['Anh Đức'], []],
    ['Anh Trần Đức', ['Trần Đức'], ['NAME_TITLE']],
    ['Ông Anh Tuấn Kiệt', ['Anh Tuấn Kiệt'], ['NAME_TITLE']],
    ['Lê A / Vũ B', ['Lê A', 'Vũ B'], ['NAME_SEVERAL']],
    ['Hạnh', ['Hạnh'], ['NAME_ONE_WORD']],
    ['Nguyễn Văn A 0912', ['Nguyễn Văn A 0912'], ['NAME_ODD']],
    ['Bạch Ông Sáng', ['Bạch Ông Sáng'], []],
    ['', [], []],
    ['(Ông) Trần Văn B', ['Trần Văn B'], ['NAME_TITLE']],
    ['ÔNG:TRẦN VĂN B', ['TRẦN VĂN B'], ['NAME_TITLE']],
    ['Ông (bà) Trần Văn B', ['Trần Văn B'], ['NAME_TITLE']],
    ['Trần Văn B - ông', ['Trần Văn B'], ['NAME_TITLE']],
    ['Trần Văn B, ông', ['Trần Văn B'], ['NAME_TITLE']],
    ['Ông', ['Ông'], ['NAME_ONE_WORD']],
    ['Anh và Lan', ['Anh', 'Lan'], ['NAME_ONE_WORD', 'NAME_SEVERAL']],
    ['Ông Ích Khiêm', ['Ông Ích Khiêm'], []],
    ['Trần Văn B,Lê Thị C', ['Trần Văn B', 'Lê Thị C'], ['NAME_SEVERAL']],
    ['Trần Văn B \n Lê Thị C', ['Trần Văn B', 'Lê Thị C'], ['NAME_SEVERAL']],
    [' Và A Dính', ['Và A Dính'], []],
    ['Công ty TNHH Thương mại và  Dịch vụ 68', ['Công ty TNHH Thương mại và Dịch vụ 68'], []],
    ['UBND phường Kim Mã, quận Ba Đình', ['UBND phường Kim Mã, quận Ba Đình'], []],
    ['Trường THCS Kim Mã và Ba Đình', ['Trường THCS Kim Mã và Ba Đình'], []],
    ['Sởi và Lan', ['Sởi', 'Lan'], ['NAME_ONE_WORD', 'NAME_SEVERAL']],
    ['Trường và Lan', ['Trường', 'Lan'], ['NAME_ONE_WORD', 'NAME_SEVERAL']],
    ['Sở Xây dựng và Giao thông', ['Sở Xây dựng và Giao thông'], []],
  ])('%s', (text, names, notes) => {
    expect(readNames(text)).toMatchObject({ value: names });
    expect(codes(text)).toEqual(notes);
  });

  it.each([' ', '\n', 'Ông ', ' - '])('reads a field full of %j without delay', (filling) => {
    const begun = performance.now();
    readNames(`Trần${filling.repeat(50_000)}B`);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe(isSameName.name, () => {
  it.each<[string, string, boolean]>([
    ['Nguyễn Thị Hoà', 'NGUYỄN THỊ  HÒA', true],
    ['Thúy', 'Thuý', true],
    ['Nguyễn Văn áNH', 'Nguyễn Văn Ánh', true],
    ['Đông Xuân', 'Đồng Xuân', false],
    ['Lý', 'Lí', false],
    ['Dung', 'Dũng', false],
    ['', '', false],
    ['...', '-', false],
  ])('%s and %s', (one, other, same) => expect(isSameName(one, other)).toBe(same));

  it.each([['Lý Mỹ', 'Lí Mĩ', true], ['Quý', 'Quí', true], ['Thúy', 'Thúi', false], ['Hạ', 'Hà', false]] as const)(
    '%s and %s, i and y of one sound alike',
    (one, other, same) => expect(isSameName(one, other, { alias: true })).toBe(same),
  ); // prettier-ignore
});

describe(titleCase.name, () => {
  it.each([['NGUYỄN VĂN áNH', 'Nguyễn Văn Ánh'], ['đỗ đức', 'Đỗ Đức'], ["H'HEN NIÊ", "H'Hen Niê"]])('%s', (name, title) => {
    expect(titleCase(name)).toBe(title);
  }); // prettier-ignore
});
