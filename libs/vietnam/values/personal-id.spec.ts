import { readPersonalId, type KnownPerson } from './personal-id';

const HANOI = '001093012345';
const read = (text: string, known?: KnownPerson) => {
  const one = readPersonalId(text, known);
  return 'value' in one ? { ...one.value, notes: one.notes.map(({ code }) => code) } : one.refused;
};

describe(readPersonalId.name, () => {
  it('takes a personal number apart', () => {
    expect(read(HANOI)).toEqual({
      kind: 'CCCD',
      number: HANOI,
      province: 'Hà Nội',
      sex: 'MALE',
      birthYear: 1993,
      notes: [],
    });
    expect(read('001 315.000-123')).toMatchObject({ sex: 'FEMALE', birthYear: 2015 });
  });

  it.each(["'001093012345", '００１０９３０１２３４５', ' 001-093-012345 ', '001093012345.0'])(
    'reads it as people write it: %s',
    (text) => {
      expect(read(text)).toMatchObject({ number: HANOI });
    },
  );

  it.each<[KnownPerson, string[]]>([
    [{ sex: 'MALE', birthYear: 1993 }, []],
    [{ sex: 'FEMALE', birthYear: 1993 }, ['ID_SEX_DIFFERS']],
    [{ birthYear: 1939 }, ['ID_YEAR_DIFFERS']],
  ])('holds it against the record %j', (known, notes) => expect(read(HANOI, known)).toMatchObject({ notes }));

  it('knows the 63 provinces, and births abroad by their higher numbers', () => {
    expect(read('003093012345')).toMatchObject({ province: undefined, notes: ['ID_PROVINCE_UNKNOWN'] });
    expect(read('113093012345')).toMatchObject({ province: undefined, notes: [] });
    const known = Array.from({ length: 97 }, (_, at) => read(`${String(at).padStart(3, '0')}093012345`));
    expect(known.filter((one) => typeof one === 'object' && one.kind === 'CCCD' && one.province)).toHaveLength(63);
  });

  it('doubts a birth in a century to come', () => {
    expect(read('001493012345')).toMatchObject({ birthYear: 2193, notes: ['ID_YEAR_AHEAD'] });
    expect(read('001293012345')).toMatchObject({ birthYear: 2093, notes: [] });
  });

  it.each([['012345679', 'CMND'], ['B1234567', 'PASSPORT'], ['P00123456', 'PASSPORT']])('%s is a %s', (text, kind) => {
    expect(read(text)).toMatchObject({ kind, number: text });
  }); // prettier-ignore

  it.each(['000000000', '000000001', '123456789', '987654321', '111111111', '000000000000', '012345678901', '0'])(
    'refuses the filler %s',
    (text) => expect(read(text)).toBe('PLACEHOLDER_ID'),
  );

  it('restores the zeros Excel took only where sex and year of birth agree', () => {
    const known = { sex: 'MALE', birthYear: 1993 } as const;
    expect(read('1093012345', known)).toMatchObject({ number: HANOI, notes: ['ID_ZEROS_RESTORED'] });
    expect(read('38093012345', known)).toMatchObject({ number: '038093012345', province: 'Thanh Hóa' });
    expect(read('1093012345')).toBe('AMBIGUOUS_ID');
    expect(read('1093012345', { ...known, birthYear: 1994 })).toBe('AMBIGUOUS_ID');
    expect(read('1093012345', { ...known, sex: 'FEMALE' })).toBe('AMBIGUOUS_ID');
    expect(read('3093012345', known)).toBe('AMBIGUOUS_ID');
    expect(read('12345670', known)).toBe('AMBIGUOUS_ID');
    expect(read('38093012345.0')).toBe('AMBIGUOUS_ID');
    expect(read('38093012345.0', known)).toMatchObject({ number: '038093012345' });
  });

  it.each([['1,09012E+11', 'DIGITS_LOST'], ['không có', 'MALFORMED_ID'], ['', 'MALFORMED_ID']])('refuses %s', (text, cause) => {
    expect(read(text)).toBe(cause);
  }); // prettier-ignore
});
