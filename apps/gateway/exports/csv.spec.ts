import type { ListedDossier } from '@lienthong/storage';
import { csvHead, csvLines } from './csv';

const dossier = (change: Partial<ListedDossier>): ListedDossier => ({
  id: 'i', system: 's', code: 'c', status: 'RETURNED', procedure: null, procedureName: null, channel: null, receivedOn: null,
  dueAt: null, finishedOn: null, receiving: null, competent: null, returning: null, overdue: false, deleted: true,
  changedAt: new Date(0), ...change,
}); // prettier-ignore
const name = (text: string): string => csvLines([dossier({ procedureName: text })]);

describe('a line of an export', () => {
  it('has one cell for each column', () => {
    expect(csvLines([dossier({})])).toBe('i,s,c,RETURNED,,,,,,,,,,false,true,1970-01-01T00:00:00.000Z\r\n');
    expect(csvHead()).toMatch(/^\uFEFFid,system,.*,changedAt\r\n$/);
    expect(csvHead().split(',')).toHaveLength(16);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\uFF1D1'])('keeps %j from being run', (text) => {
    expect(name(text)).toContain(`'${text}`);
  });

  it.each(['a "b", c\nd', '\r"\n,', 'a\rb'])('quotes %j, which would end a cell', (text) => {
    expect(name(text)).toContain(`"${text.startsWith('\r') ? "'" : ''}${text.replaceAll('"', '""')}"`);
  });
});
