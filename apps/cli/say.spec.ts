import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { cliEn, cliVi, type CliKey } from '@lienthong/texts';
import { languageOf, speaker } from './say';

const MAIN = join(__dirname, 'main.ts');
const TYPESCRIPT = join(__dirname, '..', '..', 'test', 'support', 'typescript.cjs');
const places = (text: string): string[] => [...text.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('the texts of the commands', () => {
  const keys = Object.keys(cliEn) as CliKey[];

  it('are there in both languages', () => {
    expect(Object.keys(cliVi).sort()).toEqual(keys.toSorted());
    expect(keys.filter((key) => cliVi[key].trim() === '' || cliEn[key].trim() === '')).toEqual([]);
  });

  it.each(keys)('have the same places in both languages: %s', (key) => {
    expect(places(cliVi[key])).toEqual(places(cliEn[key]));
  });
});

describe(speaker.name, () => {
  const vi = speaker('vi');

  it('fills the places and escapes nothing', () => {
    expect(vi('noLogs', { folder: '/srv/<nhật ký> & {{folder}}' })).toBe(
      '/srv/<nhật ký> & {{folder}} không có tệp *.xes hay *.xes.gz nào. Hãy chỉ thư mục chứa các nhật ký bằng --dir.',
    );
  });

  it('says what a code means before its English message', () => {
    const { code, message } = new Fault('LT-DB-4', 'The lease of a was lost.');
    expect(vi.message(code, message)).toBe('Quyền xử lý đã chuyển sang một tiến trình khác. The lease of a was lost.');
    expect(vi.message('LT-HTTP-599', message)).toBe(message);
    expect(speaker('en').message(code, message)).toBe(message);
  });
});

describe(languageOf.name, () => {
  it.each([
    ['vi', 'en_US.UTF-8', 'vi'],
    ['en', 'vi_VN.UTF-8', 'en'],
    [undefined, 'vi_VN.UTF-8', 'vi'],
    [undefined, 'vi', 'vi'],
    [undefined, 'de_DE.UTF-8', 'en'],
    [undefined, 'C', 'en'],
    [undefined, '', 'en'],
  ] as const)('is for --lang %s and the locale %s: %s', (asked, locale, language) => {
    expect(languageOf(asked, locale)).toBe(language);
  });
});

describe('the command line', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lienthong-say-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Commander is an ES module, which Jest does not load. */
  const node = (script: string): string =>
    spawnSync(process.execPath, ['-r', TYPESCRIPT, '-e', script], { cwd: __dirname, encoding: 'utf8' }).stdout;
  const run = (args: string[], locale: Record<string, string> = {}): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ['-r', TYPESCRIPT, MAIN, ...args], {
      encoding: 'utf8',
      env: { PATH: folder, HOME: folder, LT_DATA_DIR: folder, ...locale },
    });

  it.each([
    ['en', cliEn],
    ['vi', cliVi],
  ])(
    'describes every command and option in %s',
    (language, texts) => {
      const said = node(`
      const { commands } = require('./commands.ts');
      const all = [commands(require('./say.ts').speaker('${language}'))];
      for (const command of all) all.push(...command.commands);
      console.log(JSON.stringify(all.flatMap((one) => [one.description(), ...one.options.map((it) => it.description)])));
    `);
      const about = JSON.parse(said) as string[];
      const known = new Set<string>(Object.values(texts));
      expect(about.filter((text) => !known.has(text))).toEqual([]);
      expect(about.length).toBeGreaterThan(30);
    },
    30_000,
  );

  it('finds --lang wherever it stands, and refuses a language that is not there', () => {
    const asked = [
      ['--lang', 'vi', 'ledger'],
      ['ledger', '--full', '--lang=vi'],
      ['apply', '-f', 'vi.yaml'],
    ];
    const said = node(`
      const { askedLanguage } = require('./spoken.ts');
      console.log(JSON.stringify(${JSON.stringify(asked)}.map((words) => askedLanguage(words) ?? 'none')));
    `);
    expect(JSON.parse(said)).toEqual(['vi', 'vi', 'none']);
    expect(run(['--lang', 'fr', 'ledger'])).toMatchObject({ status: 1, stderr: expect.stringContaining('vi, en') });
  }, 30_000);

  it('speaks Vietnamese with --lang vi', () => {
    expect(run(['--lang', 'vi', '--help']).stdout).toMatch(/^Cách dùng: lienthong(.|\n)*Lệnh:\n +doctor .*kiểm tra/);
    expect(run(['ledger', '--lang', 'vi']).stderr).toBe(
      `Không tìm thấy bản cài đặt nào đang chạy trong ${folder}. Hãy khởi động bằng npm start, hoặc chỉ rõ bằng --url và --token.\n`,
    );
  }, 30_000);

  it('speaks the language of the locale, and JSON in none', () => {
    const locale = { LANG: 'vi_VN.UTF-8', LC_ALL: '' };
    expect(run(['doctor'], locale).stdout).toMatch(/LỖI +java +Apache Kafka đi kèm cần Java 17(.|\n)*Java 17 or newer/);
    const { checks } = JSON.parse(run(['doctor', '--json'], locale).stdout) as { checks: { about: string }[] };
    expect(checks.map(({ about }) => about)).toContainEqual(expect.stringMatching(/^Java 17 or newer is needed/));
    expect(run(['ledger'], { ...locale, LC_ALL: 'C' }).stderr).toMatch(/^No running installation was found/);
  }, 30_000);
});
