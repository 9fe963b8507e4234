import { LANGUAGES, type Language } from '@lienthong/texts';

/** The language a caller likes best of those there are (RFC 9110, 12.5.4); English where none is liked or named. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [range = '', ...parameters] = wish
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { language: LANGUAGES.find((language) => range.split('-')[0] === language), quality };
  });
  const liked = wishes.filter(({ language, quality }) => language !== undefined && quality > 0);
  return liked.sort((one, other) => other.quality - one.quality)[0]?.language ?? 'en';
}
