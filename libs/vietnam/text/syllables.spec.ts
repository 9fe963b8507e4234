import { isSyllable } from './syllables';

describe(isSyllable.name, () => {
  it.each(['nguyễn', 'hoà', 'hòa', 'quý', 'giếng', 'gì', 'nghiêng', 'khuỷu', 'đắk', 'kạn', 'yến', 'thủy', 'thuỷ', 'quốc', 'ước'])(
    'knows %s',
    (word) => expect(isSyllable(word)).toBe(true),
  ); // prettier-ignore

  it.each([
    ['tak', 'no such rhyme without a breve'],
    ['cáć', 'two tones'],
    ['bàt', 'a stop bears the sharp or the heavy tone alone'],
    ['thíêt', 'the tone stands on the marked vowel'],
    ['ké̂', 'not composed'],
    ['cẻm', 'c is not written before e'],
    ['nghá', 'ngh is not written before a'],
    ['müller', 'another language'],
  ])('refuses %s: %s', (word) => expect(isSyllable(word)).toBe(false));
});
