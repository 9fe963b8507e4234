/**
 * Which words can be Vietnamese syllables. A charset is told by this alone: a wrong reading of Vietnamese bytes is letters
 * in an order no Vietnamese word has. The tables follow the spelling rules of Decision 240/QĐ of 5 March 1984 of the
 * Ministry of Education, with the older places of tone marks and the spellings that place names keep.
 */

/** What a syllable begins with, before any vowel; before e, ê, i, y the sounds of c, g, ng are written k, gh, ngh. */
const HARD = ['', 'b', 'ch', 'd', 'đ', 'h', 'kh', 'l', 'm', 'n', 'nh', 'p', 'ph', 'r', 's', 't', 'th', 'tr', 'v', 'x'];
const BEFORE_BACK = ['c', 'g', 'ng'];
const BEFORE_FRONT = ['k', 'gh', 'ngh'];

/** Rhymes by their first vowel, without tones: the whole of what may follow an initial. */
const RHYMES = `
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt ăk
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uâc uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y`
  .trim()
  .split(/\s+/);
/** Written with y only where nothing stands before them. */
const BARE_Y = ['yêm', 'yên', 'yêng', 'yêt', 'yêu'];
/** What follows `qu`, whose u is no vowel. */
const AFTER_QU = `
a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ăk ân âng ât âu ây e en eng eo et ê êch ên êt ênh i in it
ơ ơi ơn y ych yên yêt yn ynh yp yt yu ôc`
  .trim()
  .split(/\s+/);
/** Spellings of places and people that the rules of today would write otherwise, and loan words: Bắc Kạn, xoong. */
const KEPT: readonly (readonly [initial: string, rhyme: string])[] = [
  ['k', 'an'],
  ['k', 'ăn'],
  ['b', 'oong'],
  ['g', 'oong'],
  ['x', 'oong'],
];

const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
/** Syllables that end in a stop bear the sharp or the heavy tone and no other. */
const STOP_TONES = ['\u0301', '\u0323'];
const STOP = /(?:c|ch|k|p|t)$/;
const VOWEL = /[aăâeêioôơuưy]/;
const QUALITY = /[ăâêôơư]/g;
/** Two vowels of which either may bear the tone where nothing follows: hòa and hoà. */
const EITHER = /^(?:oa|oe|uy)$/;

let known: Set<string> | undefined;

/** Whether a word in lower case (NFC) can be one Vietnamese syllable with its tone. */
export function isSyllable(word: string): boolean {
  known ??= allSyllables();
  return known.has(word);
}

function allSyllables(): Set<string> {
  const all = new Set<string>();
  for (const rhyme of RHYMES) {
    const isFront = /^[eêiy]/.test(rhyme);
    for (const initial of [...HARD, ...(isFront ? BEFORE_FRONT : BEFORE_BACK)]) addTones(all, initial, rhyme);
  }
  for (const rhyme of RHYMES.filter((one) => /^[i]/.test(one))) addTones(all, 'g', rhyme);
  for (const rhyme of RHYMES.filter((one) => !/^[iy]/.test(one))) addTones(all, 'gi', rhyme);
  for (const rhyme of ['êc', 'êng', 'êt']) addTones(all, 'gi', rhyme);
  for (const rhyme of BARE_Y) addTones(all, '', rhyme);
  for (const rhyme of AFTER_QU) addTones(all, 'qu', rhyme);
  for (const [initial, rhyme] of KEPT) addTones(all, initial, rhyme);
  return all;
}

function addTones(all: Set<string>, initial: string, rhyme: string): void {
  const tones = STOP.test(rhyme) ? STOP_TONES : TONES;
  for (const tone of tones) {
    for (const place of tonePlaces(rhyme)) {
      all.add(initial + (rhyme.slice(0, place + 1) + tone).normalize('NFC') + rhyme.slice(place + 1));
    }
  }
}

/** Indexes of the vowels of a rhyme on which its tone may stand. */
function tonePlaces(rhyme: string): number[] {
  const vowels = Array.from(rhyme).findIndex((letter) => !VOWEL.test(letter));
  const run = vowels === -1 ? rhyme : rhyme.slice(0, vowels);
  const marked = [...run.matchAll(QUALITY)].at(-1)?.index;
  if (marked !== undefined) return [marked];
  if (run.length === 1) return [0];
  if (run.length < rhyme.length) return [run.length - 1];
  if (EITHER.test(run)) return [0, 1];
  return [run.length === 2 ? 0 : 1];
}
