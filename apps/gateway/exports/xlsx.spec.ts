import { Readable } from 'node:stream';
import { xlsx } from '@lienthong/adapter-sdk';
import type { ListedDossier } from '@lienthong/storage';
import { COLUMNS } from './cells';
import { workbook } from './xlsx';

const RUN = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://127.0.0.1","a")', '\uFF1D1', '<f>1</f>'];
const dossier = (procedureName: string): ListedDossier => ({
  id: 'i', system: 's', code: procedureName, status: 'RETURNED', procedure: null, procedureName, channel: null, receivedOn: null,
  dueAt: null, finishedOn: null, receiving: null, competent: null, returning: null, overdue: false, deleted: true,
  changedAt: new Date(0),
}); // prettier-ignore

describe(workbook, () => {
  it('has texts alone: none is run as a formula', async () => {
    const bytes = await workbook(Readable.from([RUN.map(dossier)]));
    const format = xlsx({ columns: COLUMNS, key: 'id' });
    const rows: unknown[] = [];
    for await (const { raw } of format.split(Readable.from([bytes]), { rawBytes: 100_000 }))
      rows.push(format.parse(raw ?? Buffer.alloc(0), 'utf-8'));
    expect(rows).toHaveLength(RUN.length);
    expect(rows.map((row) => (row as ListedDossier).procedureName)).toEqual(RUN);
    expect(rows.filter((row) => Object.hasOwn(row as object, '@formulas'))).toEqual([]);
  });
});
