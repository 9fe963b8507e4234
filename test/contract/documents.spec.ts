import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const REPOSITORY = join(__dirname, '..', '..');
const PAGES = [...globSync('*.md', { cwd: REPOSITORY }), ...globSync('docs/**/*.md', { cwd: REPOSITORY })];
const DECISIONS = globSync('docs/decisions/[0-9]*.md', { cwd: REPOSITORY }).sort();
const HEADINGS = ['Context', 'Decision', 'Consequences', 'Rejected'];

const read = (page: string): string => readFileSync(join(REPOSITORY, page), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('documents', () => {
  it.each(PAGES)('%s links to what exists', (page) => {
    const links = all(read(page), /\]\(([^)#]+)[^)]*\)/g).filter((link) => !/^[a-z]+:/.test(link));
    const dead = links.filter((link) => !existsSync(join(REPOSITORY, dirname(page), link)));
    expect(dead).toEqual([]);
  });

  it.each(PAGES)('%s names npm scripts that exist', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = all(read(page), /npm run ([a-z:]+)/g).concat(all(read(page), /npm (start|test)\b/g));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(DECISIONS)('%s is one page of the four parts, and in the list', (page) => {
    const text = read(page);
    const number = Number(/(\d{4})-/.exec(page)?.[1]);
    expect(all(text, /^## (.*)$/gm)).toEqual(HEADINGS);
    expect(text).toMatch(new RegExp(`^# ${number}\\. `));
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
    expect(read('docs/decisions/README.md')).toContain(`](${page.split(/[\\/]/).at(-1) ?? ''})`);
  });

  it('numbers decisions without a gap', () => {
    expect(DECISIONS.map((page) => Number(/(\d{4})-/.exec(page)?.[1]))).toEqual(DECISIONS.map((_, index) => index + 1));
  });
});
