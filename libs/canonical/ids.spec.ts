import { dossierId, identitylessId, newId, systemCode } from './ids';

describe(dossierId.name, () => {
  it('is a version 5 UUID that never changes', () => {
    expect(dossierId('gia-lam-onestop', '2013/17')).toMatchInlineSnapshot(`"c59590bf-9151-5c36-90e8-895cbc055c75"`);
    expect(dossierId('gia-lam-onestop', '2013/17')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  it('is the same for both ways of writing a Vietnamese letter', () => {
    expect(dossierId('s', 'Hồ sơ'.normalize('NFD'))).toBe(dossierId('s', 'Hồ sơ'.normalize('NFC')));
  });

  it('differs between systems, and from an item without identity', () => {
    const ids = [dossierId('a', '1'), dossierId('b', '1'), identitylessId('a', '1'), dossierId('a', '11')];
    expect(new Set(ids).size).toBe(4);
  });

  it.each(['', '\u001fabc'])('refuses an identity that could meet another kind of id', (identity) => {
    expect(() => dossierId('a', identity)).toThrow(expect.objectContaining({ code: 'LT-CONTRACT-2' }));
  });
});

describe(systemCode.name, () => {
  it('takes a code and refuses what is none', () => {
    expect(systemCode('gia-lam-onestop')).toBe('gia-lam-onestop');
    for (const text of ['', 'Gia', '1a', 'a--b', 'a-', 'a_b', 'a'.repeat(64)])
      expect(() => systemCode(text)).toThrow('system code');
  });
});

describe(newId.name, () => {
  it('is new each time', () => {
    expect(newId()).not.toBe(newId());
  });
});
