import { languageOf } from './accept-language';

describe(languageOf.name, () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr, de;q=0.5', 'en'],
    ['vi', 'vi'],
    ['vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7', 'vi'],
    ['en-GB, vi;q=0.9', 'en'],
    ['vi;q=0.3, en;q=0.4', 'en'],
    ['fr, VI ; Q=0.2', 'vi'],
    ['vi;q=0', 'en'],
    ['vi;q=much, en;q=0.1', 'en'],
    ['vietnamese', 'en'],
  ])('hears %j as %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
