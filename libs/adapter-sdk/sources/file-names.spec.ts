import { fileNames } from './file-names';

describe(fileNames, () => {
  it.each([
    ['ho-so-*.xml', 'ho-so-20260803.xml', true],
    ['ho-so-*.xml', 'HO-SO-1.XML', true],
    ['ho-so-*.xml', 'ho-so-1.xml.gz', false],
    ['*.xml*', 'a.xml.gz', true],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b', 'xxbxxa', false],
    ['a', 'ab', false],
    ['*', '', true],
  ])('%s takes %s: %s', (pattern, name, takes) => {
    expect(fileNames([pattern]).test(name)).toBe(takes);
  });

  it('takes what any of its patterns takes', () => {
    expect(fileNames(['*.csv', '*.xml']).test('a.xml')).toBe(true);
  });

  it('is quick where a regular expression would take for ever', () => {
    const startedAt = performance.now();
    expect(fileNames(['*a'.repeat(49) + '*b']).test('a'.repeat(255))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
