import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, municipalLogs } from './municipal-logs';

describe(codeOf.name, () => {
  it.each([
    ['BPIC15_1.xes.gz', 'bpic15-1'],
    ['BPIC15_1.xes', 'bpic15-1'],
    ['Log.of.2015.XES.GZ', 'log-of-2015'],
    ['Đống Đa.xes', 'dong-da'],
    ['Huế  (bản 2).xes', 'hue-ban-2'],
    ['2015.xes', 'log-2015'],
    ['_.xes', 'log'],
    [`${'a'.repeat(62)}-b.xes`, 'a'.repeat(62)],
  ])('makes %s the system %s', (file, code) => {
    expect(codeOf(file)).toBe(code);
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
  });
});

describe(municipalLogs.name, () => {
  let folder: string;
  const put = (name: string): void => writeFileSync(join(folder, name), '');

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lienthong-logs-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the logs of a folder and nothing else', () => {
    for (const name of ['B.xes.gz', 'a.xes', 'notes.txt', '.hidden.xes', 'c.xes.part']) put(name);
    const logs = municipalLogs(folder);
    expect(logs.map(({ code, file, directory }) => [code, file, directory])).toEqual([
      ['b', 'B.xes.gz', folder],
      ['a', 'a.xes', folder],
    ]);
    expect(logs[0]?.modifiedMs).toBeGreaterThan(0);
  });

  it('refuses two logs of one code, a folder without logs, and no folder', () => {
    expect(() => municipalLogs(folder)).toThrow('holds no *.xes');
    put('a.xes');
    put('a.xes.gz');
    expect(() => municipalLogs(folder)).toThrow('The files a.xes, a.xes.gz give the same system code a. Rename');
    expect(() => municipalLogs(join(folder, 'none'))).toThrow('cannot be read as a folder. Give the folder');
  });
});
