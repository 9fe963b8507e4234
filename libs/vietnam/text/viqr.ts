/**
 * VIQR of RFC 1456: letters with marks typed in ASCII (`Vie^.t`), `dd` for đ, a backslash before a sign that is no mark.
 * Also takes the asterisk some programs write for the horn (`o*`).
 */
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

const VOWELS = 'aeiouyAEIOUY';
const ASCII = 128;
/** One more than the last letter of Vietnamese. */
const LETTERS = 0x1efa;
const BACKSLASH = 0x5c;
const next = transitions();

/** The text, composed (NFC). */
export function fromViqr(text: string): string {
  const out = new Uint16Array(text.length);
  let length = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code < ASCII ? (next[before * ASCII + code] ?? 0) : 0;
    if (letter !== 0) {
      out[length - 1] = letter;
      before = letter;
      continue;
    }
    const isEscape = code === BACKSLASH && at + 1 < text.length;
    if (isEscape) at += 1;
    out[length] = isEscape ? text.charCodeAt(at) : code;
    before = isEscape ? 0 : code;
    length += 1;
  }
  return Buffer.from(out.buffer, 0, length * 2).toString('utf16le');
}

/** What each ASCII sign makes of the letter before it, at letter × 128 + sign; 0 where the sign is itself. */
function transitions(): Uint16Array {
  const found = new Uint16Array(LETTERS * ASCII);
  const add = (from: string, sign: string, to: string): void => {
    found[from.charCodeAt(0) * ASCII + sign.charCodeAt(0)] = to.charCodeAt(0);
  };
  for (const [first, second] of ['dd', 'Dd', 'dD', 'DD'].map((pair) => Array.from(pair))) {
    add(first ?? '', second ?? '', first === 'D' ? 'Đ' : 'đ');
  }
  for (const vowel of VOWELS) {
    const marked = Object.entries(QUALITY)
      .filter(([, [, vowels]]) => vowels.includes(vowel.toLowerCase()))
      .map(([sign, [mark]]) => [sign, (vowel + mark).normalize('NFC')] as const);
    for (const [sign, letter] of marked) add(vowel, sign, letter);
    for (const letter of [vowel, ...marked.map(([, one]) => one)]) {
      for (const [sign, mark] of Object.entries(TONE)) add(letter, sign, (letter + mark).normalize('NFC'));
    }
  }
  return found;
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
