/** Records that a program of the vendor hands over: the guide's own program, hostile bodies, and ends in the middle. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as connect } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Installation, ROOT } from '../support/installation';
import { run } from '../support/program';
import { until } from '../support/waiting';
import { balanced } from './spine/ledger';

jest.setTimeout(240_000);

interface Answer {
  readonly line?: number;
  readonly outcome?: string;
  readonly dossier?: string;
  readonly done?: boolean;
  readonly [member: string]: unknown;
}

const GUIDE = readFileSync(join(ROOT, 'docs', 'guides', 'push-records.md'), 'utf8');
const SYSTEMS = ['ward-desk-17', 'ward-desk-18', 'ward-desk-19', 'ward-desk-20', 'ward-desk-21'];
const at = new Installation();
const EXPIRES = new Date(Date.now() + 86_400_000).toISOString();
const keys = new Map<string, string>();
let program: string;

/** The text of a block of the guide. */
function block(opening: string): string {
  const text = GUIDE.split(`\`\`\`${opening}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`The guide has no block "${opening}".`);
  return `${text}\n`;
}

const row = (so: number, change: object = {}): Record<string, unknown> => ({
  nam: '2026', so: String(so), bienNhan: `BN-${so}`, maThuTuc: 'HT-01', nguoiNop: 'Trần Thị Thử Nghiệm', trangThai: '4',
  ngayNhan: '03/08/2026 09:15', ...change,
}); // prettier-ignore
const lines = (rows: readonly unknown[]): string =>
  rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function push(
  body: string | Buffer,
  { system = 'ward-desk-18', key = keys.get(system) ?? at.token, query = '', head = {} }: { system?: string; key?: string; query?: string; head?: Record<string, string> } = {},
): Promise<{ status: number; answers: Answer[]; text: string }> {
  const answer = await fetch(`${at.url}/v1/records${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', ...head },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const text = await answer.text();
  const answers = answer.ok ? text.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer) : [];
  return { status: answer.status, answers, text };
} // prettier-ignore

const settled = (system: string, published: number): Promise<unknown> =>
  until(60_000, `${system} is applied`, async () => {
    const progress = await at.api<{ published: number; inFlight: number }>(`/v1/systems/${system}/progress`);
    return progress.inFlight === 0 && progress.published >= published ? progress : undefined;
  });

async function connectSystem(code: string): Promise<void> {
  await at.api(`/v1/systems/${code}`, 'PUT', { name: code, adapter: 'ward-desk', settings: {} });
  const key = { name: code, role: 'vendor', systems: [code], expiresAt: EXPIRES };
  keys.set(code, (await at.api<{ key: string }>('/v1/keys', 'POST', key)).key);
}

beforeAll(async () => {
  const folder = join(at.folder, 'adapters', 'ward-desk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'adapter.yaml'), block('yaml adapter.yaml'));
  at.set({ ADAPTER_DIRS: join(at.folder, 'adapters'), ADAPTER_SIGNERS: 'anybody' });
  program = join(at.folder, 'push.py');
  writeFileSync(program, block('python push.py'));
  await at.start();
  for (const code of SYSTEMS) await connectSystem(code);
});
afterAll(() => at.remove());

describe('the program of the guide', () => {
  const count = 12_000;
  const csv = (trouble = 'x'): string => {
    const heads = Object.keys(row(1));
    const rows = Array.from({ length: count }, (_, n) => row(n + 1, n === 7_000 ? { trangThai: trouble } : {}));
    return `\uFEFF${[heads, ...rows.map((one) => Object.values(one))].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
  };
  const runs = async (content: string): Promise<string[]> => {
    writeFileSync(join(at.folder, 'export.csv'), content);
    const { stdout, stderr, code } = await run('python3', [program, at.url, keys.get('ward-desk-17') ?? '', join(at.folder, 'export.csv')]); // prettier-ignore
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout.trimEnd().split('\n');
  };

  it('has at most 40 lines', () => {
    expect(block('python push.py').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('pushes thousands, and names the one that cannot be mapped', async () => {
    const [trouble, counts] = await runs(csv());
    expect(trouble).toMatch(/^row 7001: \| UNKNOWN_CODE \| \/status \| trangThai \| .* \| add the code to the table$/);
    expect(JSON.parse(counts ?? '')).toEqual({ accepted: count, same: 0, refused: 0 });
    await settled('ward-desk-17', count);
    await until(20_000, 'the list has all but the parked one', async () => {
      const { total } = await at.api<{ total: number }>('/v1/dossiers/counts?system=ward-desk-17');
      return total === count - 1 ? true : undefined;
    });
    const { items } = await at.api<{ items: { cause: string }[] }>('/v1/parked?system=ward-desk-17');
    expect(items).toEqual([
      expect.objectContaining({ cause: 'UNKNOWN_CODE', suggestion: 'add the code to the table' }),
    ]);
  });

  it('hands nothing over twice when it is run again, and the mended one once', async () => {
    const counts = await runs(csv('10'));
    expect(counts).toHaveLength(1);
    expect(JSON.parse(counts[0] ?? '')).toEqual({ accepted: 1, same: count - 1, refused: 0 });
    await settled('ward-desk-17', count + 1);
    const [stored] = await at.sql("select count(*)::int as heads, (select count(*)::int from dossier_version where system = 'ward-desk-17') as versions from dossier where system = 'ward-desk-17'"); // prettier-ignore
    expect(stored).toEqual({ heads: count, versions: count });
  });
});

describe('lines', () => {
  it('are answered in order, each with what became of it', async () => {
    const unknown = row(3, { trangThai: 'x' });
    const body = lines([row(1), row(1), '{"nam": ', '', unknown, { ...row(4), so: undefined }, `"${'x'.repeat(1_000_001)}"`, row(5), '[1]']); // prettier-ignore
    const { status, answers } = await push(body);
    expect(status).toBe(200);
    expect(answers.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'accepted'], [2, 'same'], [3, 'refused'], [5, 'accepted'], [6, 'accepted'], [7, 'refused'], [8, 'accepted'], [9, 'refused'],
      [undefined, undefined],
    ]); // prettier-ignore
    expect(answers[0]).toEqual({ line: 1, outcome: 'accepted', dossier: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(answers[1]?.dossier).toBe(answers[0]?.dossier);
    expect(answers[2]).toMatchObject({ refused: { cause: 'MALFORMED' } });
    expect(answers[3]).toMatchObject({ parked: { cause: 'UNKNOWN_CODE', field: '/status', path: 'trangThai' } });
    expect(answers[4]).toMatchObject({ parked: { cause: 'IDENTITY_MISSING' } });
    expect(answers[5]).toMatchObject({ refused: { cause: 'TOO_LARGE' } });
    expect(answers.at(-1)).toEqual({ done: true, lines: 8, accepted: 4, same: 1, refused: 3 });
    expect(JSON.stringify(answers)).not.toContain('Trần');
  });

  it('of one dossier are newer the later they come, and a deletion is seen', async () => {
    const changed = row(50, { trangThai: '10' });
    const { answers } = await push(lines([row(50), changed, row(51), { ...row(51), xoa: '1' }]));
    expect(answers.at(-1)).toMatchObject({ accepted: 4 });
    await settled('ward-desk-18', 8);
    const [one, two] = [answers[0]?.dossier ?? '', answers[2]?.dossier ?? ''];
    await until(20_000, 'the deletion is applied', async () =>
      (await at.api<{ deleted: boolean }>(`/v1/dossiers/${two}`)).deleted ? true : undefined,
    );
    expect(await at.api(`/v1/dossiers/${one}`)).toMatchObject({ status: 'RETURNED', versionCount: 2, deleted: false });
  });

  it('of two calls at once take their numbers without a gap, and their pages form a chain', async () => {
    const calls = [0, 1, 2].map((call) =>
      push(lines(Array.from({ length: 1_200 }, (_, n) => row(call * 10_000 + n))), { system: 'ward-desk-19' }),
    );
    for (const { answers } of await Promise.all(calls))
      expect(answers.at(-1)).toMatchObject({ done: true, accepted: 1_200 });
    const pages = await at.sql<{
      from_cursor: { arrived: number } | null;
      to_cursor: { arrived: number };
      rows: number;
    }>("select from_cursor, to_cursor, rows from page where system = 'ward-desk-19' order by number");
    expect(pages.length).toBeGreaterThanOrEqual(9);
    let arrived: number | undefined;
    for (const page of pages) {
      expect(page.from_cursor?.arrived).toBe(arrived);
      expect(page.to_cursor.arrived - (arrived ?? 0)).toBe(page.rows);
      arrived = page.to_cursor.arrived;
    }
    expect(arrived).toBe(3_600);
  });
});

describe('a record with a trap', () => {
  it('is stored as it is, and its finding is told in both languages', async () => {
    const worse = { bienNhan: 'H26.1.18-260803-48213', nguoiNop: 'Trần Thị Thử Nghiệm' };
    const { answers } = await push(lines([row(901, worse)]), { system: 'ward-desk-21' });
    const { dossier = '' } = answers[0] ?? {};
    await settled('ward-desk-21', 1);
    interface Told {
      readonly document: { findings: object[]; identifiers: { value: string }[] };
      readonly findings: { code: string; about: string }[];
    }
    const ask = async (language: string): Promise<Told> =>
      until(20_000, 'the list has it', async () => {
        const headers = { authorization: `Bearer ${at.token}`, 'accept-language': language };
        const answer = await fetch(`${at.url}/v1/dossiers/${dossier}`, { headers });
        return answer.ok ? ((await answer.json()) as Told) : undefined;
      });
    const [vi, en] = [await ask('vi-VN,vi;q=0.9'), await ask('en')];
    expect(en.document.identifiers[0]?.value).toBe(worse.bienNhan);
    expect(en.findings).toEqual([
      {
        code: 'CODE_MAY_BE_SECOND',
        severity: 'INFO',
        field: '/identifiers/0/value',
        rule: 'a number of five digits may be a second identity, drawn at random for the national portal',
        about: 'A number of five digits may be a second identity, drawn at random for the national portal',
      },
    ]);
    expect(vi.findings[0]?.about).toMatch(/^Số thứ tự năm chữ số/);
    expect(vi.document).toEqual(en.document);
  });
});

describe('calls', () => {
  it('may be gzipped; a broken or endless one is refused with what to do', async () => {
    const head = { 'content-encoding': 'gzip' };
    expect((await push(gzipSync(lines([row(60)])), { head })).answers.at(-1)).toMatchObject({
      done: true,
      accepted: 1,
    });
    const broken = await push(gzipSync(lines(Array.from({ length: 900 }, (_, n) => row(100 + n)))).subarray(0, 2_000), { head }); // prettier-ignore
    expect(JSON.parse(broken.text.trimEnd().split('\n').at(-1) ?? '')).toMatchObject(broken.status === 200 ? { done: false } : { code: 'LT-HTTP-400' }); // prettier-ignore
    const bomb = await push(gzipSync(Buffer.alloc(270_000_000)), { head });
    expect([bomb.status, bomb.text]).toEqual([413, expect.stringContaining('A call takes 268435456 bytes, unpacked.')]);
    const { status } = await push('{}', { head: { 'content-encoding': 'br' } });
    expect(status).toBe(415);
  });

  it('take 10,000 lines, and say where to go on', async () => {
    const { answers } = await push(lines(Array.from({ length: 10_001 }, (_, n) => row(n))), { system: 'ward-desk-19' });
    expect(answers.at(-1)).toMatchObject({
      done: false,
      lines: 10_000,
      problem: { status: 413, detail: 'A call takes 10000 lines. Send those from line 10001 on in another one.' },
    });
  });

  it('are refused where they are not of this system, this role or this form', async () => {
    const query = '?system=ward-desk-19';
    expect((await push('{}', { key: 'lt_wrong' })).status).toBe(401);
    expect((await push('{}', { query })).status).toBe(404);
    expect((await push('{}', { query: '?system=no-such' })).text).toBe((await push('{}', { query })).text);
    expect((await push('{}', { key: at.token })).status).toBe(400);
    expect((await push('{}', { head: { 'content-type': 'application/json' } })).status).toBe(415);
    const operator = await at.api<{ key: string }>('/v1/keys', 'POST', { name: 'operator', role: 'operator', expiresAt: EXPIRES }); // prettier-ignore
    expect((await push('{}', { key: operator.key, query })).status).toBe(403);
    await at.api('/v1/systems/read-one', 'PUT', {
      name: 'x',
      adapter: 'municipal-xes',
      settings: { directory: at.folder },
    });
    expect(await push('{}', { key: at.token, query: '?system=read-one' })).toMatchObject({ status: 409 });
    await at.api('/v1/systems/ward-desk-20/pause', 'POST', {});
    const paused = await push(lines([row(1)]), { system: 'ward-desk-20' });
    expect([paused.status, paused.text]).toEqual([409, expect.stringContaining('is paused')]);
    await at.api('/v1/systems/ward-desk-20/resume', 'POST', {});
    await expect(at.api('/v1/systems/ward-desk-20/backfill', 'POST', {})).rejects.toThrow(/409 .*is pushed/);
  });

  it('count in the metrics', async () => {
    const text = await (await fetch(`${at.url}/metrics`)).text();
    expect(text).toMatch(/lienthong_pushed_records_total\{[^}]*system="ward-desk-17",outcome="same"\} 11999/);
  });
});

describe('ends in the middle', () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => row(n));

  it('lose and double nothing when the sender is cut off and sends all again', async () => {
    await new Promise<void>((resolve) => {
      const sending = connect(`${at.url}/v1/records`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.get('ward-desk-20') ?? ''}`, 'content-type': 'application/x-ndjson' },
      });
      sending.on('error', () => resolve());
      sending.on('close', () => resolve());
      sending.write(`${lines(rows.slice(0, 1_700))}\n{"nam": "20`, () => setTimeout(() => sending.destroy(), 700));
    });
    const taken = await settled('ward-desk-20', 1_000);
    expect(taken).toMatchObject({ published: 1_500 });
    const { answers } = await push(lines(rows), { system: 'ward-desk-20' });
    expect(answers.at(-1)).toMatchObject({ done: true, lines: 4_000, accepted: 2_500, same: 1_500 });
  });

  it.each(['intake.after-publish', 'push.after-save'])(
    'lose and double nothing when we are killed at %s',
    async (place) => {
      await at.stop();
      const system = place === 'push.after-save' ? 'ward-desk-19' : 'ward-desk-20';
      const changed = rows.map((one) => ({ ...one, bienNhan: `BN-${place}` }));
      at.set({ LT_FAIL_AT: `${place}:3` });
      await at.start();
      await expect(push(lines(changed), { system })).rejects.toThrow();
      at.set({ LT_FAIL_AT: '' });
      await at.kill();
      await at.start();
      const { answers } = await push(lines(changed), { system });
      expect(answers.at(-1)).toMatchObject({ done: true, lines: 4_000 });
      await settled(system, 0);
      const [stored] = await at.sql(
        `select (select count(*)::int from dossier_version where system = $1) - (select count(*)::int from dossier where system = $1)
        as "versionsMore"`,
        [system],
      );
      expect(stored).toEqual({ versionsMore: changed.length });
      expect((await push(lines(changed), { system })).answers.at(-1)).toMatchObject({ accepted: 0, same: 4_000 });
    },
  );

  it('leave a ledger that balances', () => balanced(at));
});
