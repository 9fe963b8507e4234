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
  ])('%s', (text, names, notes) => {
    expect(readNames(text)).toMatchObject({ value: names });
    expect(codes(text)).toEqual(notes);
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
  ])('%s and %s', (one, other, same) => expect(isSameName(one, other)).toBe(same));

  it.each([['Lý Mỹ', 'Lí Mĩ', true], ['Quý', 'Quí', true], ['Thúy', 'Thúi', false], ['Hạ', 'Hà', false]] as const)(
    '%s and %s, i and y of one sound alike',
    (one, other, same) => expect(isSameName(one, other, { alias: true })).toBe(same),
  ); // prettier-ignore
});

describe(titleCase.name, () => {
  it.each([['NGUYỄN VĂN áNH', 'Nguyễn Văn Ánh'], ['đỗ đức', 'Đỗ Đức']])('%s', (name, title) => {
    expect(titleCase(name)).toBe(title);
  }); // prettier-ignore
});
