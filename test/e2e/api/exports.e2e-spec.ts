import { Api } from '../../support/api';
import { zipTexts } from '../../support/zip-texts';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
  await api.fill();
}, 60_000);

beforeEach(() => void (api.scope = {}));

afterAll(() => api.stop(), 30_000);

describe('exports', () => {
  it('writes CSV that no spreadsheet runs', async () => {
    const { text, headers } = await api.get('/v1/dossiers/export.csv').expect(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(text.startsWith('\uFEFFid,system,code,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(28);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    const { text: few } = await api.get('/v1/dossiers/export.csv?status=RETURNED').expect(200);
    expect(few.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('writes a workbook of the same rows', async () => {
    const { body } = await api
      .get('/v1/dossiers/export.xlsx')
      .buffer(true)
      .parse((answer, done) => bytes(answer as unknown as NodeJS.EventEmitter, done))
      .expect(200);
    const xml = zipTexts(body as Buffer);
    expect(xml.match(/<row /g)).toHaveLength(28);
    expect(xml.match(/<c [^>]*>/g)!.filter((cell) => !cell.includes('t="s"'))).toEqual([]);
    expect(xml).toContain('=HYPERLINK("x")');
  });
});

describe('an export of more than a workbook holds', () => {
  const many = `system = 'many'`;
  beforeAll(() =>
    api.db.query(
      `insert into listed_dossier (id, system, sequence, record_offset, content, status, received_on, deleted, changed_at, changed_no, tokens, codes)
       select gen_random_uuid(), 'many', '', n, '', 'RETURNED', '2024-01-01', false, now(), 0, '', '' from generate_series(1, 50001) n`,
    ),
  );
  afterAll(() => api.db.query(`delete from listed_dossier where ${many}`));

  it('is refused with the other way named, which has every row once', async () => {
    const { body } = await api.get('/v1/dossiers/export.xlsx?system=many').expect(413);
    expect(body).toMatchObject({ code: 'LT-HTTP-413', detail: expect.stringMatching(/50000.*export\.csv/) });
    const { text } = await api.get('/v1/dossiers/export.csv?system=many').set('accept-encoding', 'gzip').expect('content-encoding', 'gzip').expect(200); // prettier-ignore
    const ids = text.trimEnd().split('\r\n').slice(1).map((line) => line.slice(0, 36)); // prettier-ignore
    expect(new Set(ids).size).toBe(50_001);
  }, 30_000);
});

function bytes(answer: NodeJS.EventEmitter, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
}
