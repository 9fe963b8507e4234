import { ProgressLine } from './progress-line';
import { table } from './table';

function written(isTTY: boolean): { texts: string[]; line: ProgressLine; wait(ms: number): void } {
  const texts: string[] = [];
  let now = 0;
  const line = new ProgressLine({ isTTY, columns: 20, write: (text) => texts.push(text) }, () => now);
  return { texts, line, wait: (ms) => void (now += ms) };
}

describe(ProgressLine.name, () => {
  it('rewrites one line on a terminal, cut to its width', () => {
    const { texts, line } = written(true);
    line.show('read 1');
    line.show('read 1234567890123456789');
    line.end();
    line.end();
    expect(texts).toEqual(['\r\u001b[Kread 1', '\r\u001b[Kread 12345678901234', '\n']);
  });

  it('writes a plain line every few seconds elsewhere', () => {
    const { texts, line, wait } = written(false);
    for (let second = 0; second < 7; second += 1) {
      line.show(`read ${second}`);
      wait(1_000);
    }
    line.end();
    expect(texts).toEqual(['read 0\n', 'read 3\n', 'read 6\n']);
  });
});

describe(table.name, () => {
  it('aligns words to the left and numbers to the right', () => {
    const text = table(['system', 'records'], [['a', 5], ['long-name', 1234]]); // prettier-ignore
    expect(text).toBe(['system     records', 'a                5', 'long-name     1234'].join('\n'));
  });
});
