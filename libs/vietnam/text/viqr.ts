/**
 * VIQR of RFC 1456: letters with marks typed in ASCII (`Vie^.t`), `dd` for đ, a backslash before a sign that is no mark.
 * Also takes the asterisk some programs write for the horn (`o*`).
 */
const SEQUENCE = /\\(.)|[dD]{2}|([aeiouyAEIOUY])([\^(+*])?([`'?~.])?/g;
const QUALITY: Record<string, readonly [mark: string, vowels: string]> = {
  '^': ['\u0302', 'aeo'],
  '(': ['\u0306', 'a'],
  '+': ['\u031b', 'ou'],
  '*': ['\u031b', 'ou'],
};
const TONE: Record<string, string> = { '`': '\u0300', "'": '\u0301', '?': '\u0309', '~': '\u0303', '.': '\u0323' };
const MARK_OF: Record<string, string> = {
  '\u0302': '^',
  '\u0306': '(',
  '\u031b': '+',
  ...Object.fromEntries(Object.entries(TONE).map(([sign, mark]) => [mark, sign])),
};

/** The text, composed (NFC). */
export function fromViqr(text: string): string {
  return text.replace(
    SEQUENCE,
    (all: string, escaped?: string, vowel?: string, sign: string = '', tone: string = '') => {
      if (escaped !== undefined) return escaped;
      if (vowel === undefined) return all.startsWith('D') ? 'Đ' : 'đ';
      if (sign === '' && tone === '') return all;
      const [mark, vowels] = QUALITY[sign] ?? ['', ''];
      // A sign that this vowel cannot bear is the sign itself: `e(` opens a bracket.
      if (sign !== '' && !vowels.includes(vowel.toLowerCase())) return vowel + sign + tone;
      return (vowel + mark + (TONE[tone] ?? '')).normalize('NFC');
    },
  );
}

/** The text in VIQR, with a backslash before each sign that would be read as a mark; undefined beyond its letters. */
export function toViqr(text: string): string | undefined {
  let out = '';
  for (const letter of text.normalize('NFC')) {
    if (letter === 'đ' || letter === 'Đ') out += letter === 'đ' ? 'dd' : 'DD';
    else if (letter < '\x80')
      out += (isMark(letter) && /[aeiouy^(+]$/i.test(out)) || letter === '\\' ? `\\${letter}` : letter;
    else {
      const [base = '', ...marks] = Array.from(letter.normalize('NFD'));
      const signs = marks.map((mark) => MARK_OF[mark]).sort((a, b) => Number(isTone(a)) - Number(isTone(b)));
      if (!/[aeiouy]/i.test(base) || signs.includes(undefined)) return undefined;
      out += base + signs.join('');
    }
  }
  return out;
}

function isMark(sign: string): boolean {
  return sign in QUALITY || sign in TONE;
}

function isTone(sign: string | undefined): boolean {
  return sign !== undefined && sign in TONE;
}
