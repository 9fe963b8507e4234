import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, detectText, detectTexts, encodeText, type Charset } from '@lienthong/vietnam';
import iconv from 'iconv-lite';

const DATA = join(__dirname, '..', '..', '..', 'shared', 'data', 'vn-encodings');
const withData = existsSync(DATA) ? describe : describe.skip;
/** Column of letters.tsv and member of a line for each charset. */
const COLUMNS: Partial<Record<Charset, string>> = {
  tcvn3: 'tcvn3_unikey',
  'tcvn5712-1': 'tcvn5712_1_glibc',
  vni: 'vni_unikey',
  viqr: 'viqr',
  viscii: 'viscii_glibc',
  vps: 'vps_recode',
  'windows-1258': 'cp1258_unikey',
  'utf-8': 'utf8',
};
const MEMBERS = { tcvn3: 'tcvn3_hex', 'tcvn5712-1': 'tcvn5712_1_hex', vni: 'vni_hex', viqr: 'viqr', 'windows-1258': 'cp1258_hex' }; // prettier-ignore
const FEW = 200;
/** Share of single lines that may stay undecided. */
const UNDECIDED: Partial<Record<Charset, number>> = { vni: 0.03, tcvn3: 0.1, 'windows-1258': 0.04, viqr: 0, 'tcvn5712-1': 0.1 }; // prettier-ignore
const TCVN3_CAPITALS = 'ĂÂÊÔƠƯĐ';

type Row = Readonly<Record<string, string | null>>;
const bytesOf = (charset: Charset, cell: string): Buffer => Buffer.from(cell, charset === 'viqr' ? 'latin1' : 'hex');

function letters(): Row[] {
  const [head = '', ...rows] = readFileSync(join(DATA, 'letters.tsv'), 'utf8').trim().split('\n');
  const names = head.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [names[at] ?? '', cell])));
}

function lines(): Row[] {
  return readFileSync(join(DATA, 'lines.give.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row); // prettier-ignore
}

/** The lines a charset carries: text and bytes. */
function written(charset: keyof typeof MEMBERS): [text: string, bytes: Buffer][] {
  return lines().flatMap((row) => {
    const cell = row[MEMBERS[charset]];
    return cell ? [[row['text']!.normalize('NFC'), bytesOf(charset, cell)] as [string, Buffer]] : [];
  });
}

withData(`letters of four converters${existsSync(DATA) ? '' : ' (skipped: data absent)'}`, () => {
  it.each(Object.entries(COLUMNS) as [Charset, string][])('agree with %s both ways', (charset, column) => {
    const rows = letters().filter((row) => row[column] && row['letter']);
    expect(rows.length).toBeGreaterThanOrEqual(133);
    for (const row of rows) {
      const letter = row['letter']!.normalize('NFC');
      const bytes = bytesOf(charset, row[column]!);
      const isLost = charset === 'tcvn3' && !TCVN3_CAPITALS.includes(letter);
      expect(decodeText(bytes, charset)).toBe(isLost ? letter.toLowerCase() : letter);
      expect(encodeText(letter, charset)).toEqual(bytes);
    }
  });
});

withData(`lines of five charsets${existsSync(DATA) ? '' : ' (skipped: data absent)'}`, () => {
  it.each(Object.keys(MEMBERS) as (keyof typeof MEMBERS)[])('decode exactly when %s is declared', (charset) => {
    const given = written(charset);
    expect(given.length).toBeGreaterThan(300);
    expect(given.map(([, bytes]) => decodeText(bytes, charset))).toEqual(given.map(([text]) => text));
    expect(given.map(([text]) => encodeText(text, charset))).toEqual(given.map(([, bytes]) => bytes));
  });

  it.each([['tcvn5712-1', 'tcvn'], ['windows-1258', 'windows1258']] as const)('decode in %s as iconv does', (charset, name) => {
    for (const [, bytes] of written(charset)) {
      expect(decodeText(bytes, charset)).toBe(iconv.decode(bytes, name).normalize('NFC'));
    }
  }); // prettier-ignore

  it.each(Object.keys(MEMBERS) as (keyof typeof MEMBERS)[])(
    'one at a time, are never read wrongly in %s',
    (charset) => {
      const given = written(charset);
      const read = given.map(([text, bytes]) => ({ text, ...only(detectText(bytes), text) }));
      expect(read.filter(({ isWrong }) => isWrong)).toEqual([]);
      const undecided = read.filter(({ isFlagged }) => isFlagged).length;
      expect(undecided / given.length).toBeLessThanOrEqual(UNDECIDED[charset] ?? 0);
      expect(read.filter(({ isFlagged, namesIt }) => isFlagged && !namesIt)).toEqual([]);
    },
  );

  it.each(Object.keys(MEMBERS) as (keyof typeof MEMBERS)[])(
    'are all exact, 200 of one system together, in %s',
    (charset) => {
      const given = written(charset);
      for (const part of [given.slice(0, FEW), given.slice(-FEW)]) {
        expect(part).toHaveLength(FEW);
        const read = detectTexts(part.map(([, bytes]) => bytes));
        expect(read.map(({ text, rivals }) => [text, rivals])).toEqual(part.map(([text]) => [text, []]));
      }
    },
  );

  it('pass unchanged where they are good Unicode, composed or not', () => {
    for (const { text } of lines()) {
      for (const form of ['NFC', 'NFD'] as const) {
        const read = detectText(Buffer.from(text!.normalize(form)));
        expect(read).toMatchObject({ text: text!.normalize('NFC'), charset: 'utf-8', rivals: [] });
      }
    }
  });

  it('come back where they were encoded twice', () => {
    for (const { text } of lines()) {
      const twice = new TextDecoder('windows-1252').decode(Buffer.from(text!));
      expect(detectText(Buffer.from(twice))).toMatchObject({ text: text!.normalize('NFC'), rivals: [] });
    }
  });

  it.each(['tcvn3', 'vni', 'windows-1258'] as const)(
    'come back, 200 together, where %s was read as windows-1252',
    (charset) => {
      const part = written(charset).slice(0, FEW);
      const gone = part.map(([, bytes]) => Buffer.from(decodeText(bytes, 'windows-1252')));
      expect(detectTexts(gone).map(({ text }) => text)).toEqual(part.map(([text]) => text));
    },
  );
});

function only(read: ReturnType<typeof detectText>, text: string) {
  const isFlagged = read.rivals.length > 0;
  const namesIt = [read, ...read.rivals].some((reading) => reading.text === text);
  return { isFlagged, isWrong: !isFlagged && read.text !== text, namesIt };
}
