import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAdapter, proveAdapter } from '@lienthong/adapter-sdk/testing';
import { newAdapter } from './new-adapter';
import { NEW_SOURCES } from './template';

const KINDS = NEW_SOURCES.flatMap((source) => [false, true].map((typescript) => [source, typescript] as const));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'new-adapter-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe(newAdapter, () => {
  it.each(KINDS)(
    'makes an adapter of %s (in TypeScript: %s) that keeps every rule',
    async (source, typescript) => {
      const { folder, files } = await newAdapter('ward-onestop', source, dir, typescript);
      expect(files.includes('mapping.ts')).toBe(typescript);
      expect(files).toContain('samples/birth-registration.out.json');
      const { rules, passed } = await proveAdapter(loadAdapter(folder), folder, { records: 2_000 });
      expect(rules.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(passed).toBe(true);
    },
    60_000,
  );

  it('says what becomes of each sample, whatever the source and the language of the mapping', async () => {
    const outcomes = await Promise.all(
      KINDS.map(async ([source, typescript]) => {
        const { folder } = await newAdapter(`${source}-${typescript ? 'ts' : 'yaml'}`, source, dir, typescript);
        const names = ['birth-registration', 'returned-and-deleted', 'unknown-status'];
        return names.map((name) => JSON.parse(readFileSync(join(folder, 'samples', `${name}.out.json`), 'utf8')) as unknown); // prettier-ignore
      }),
    );
    expect(outcomes[0]).toMatchObject([
      [{ identity: '1001', outcome: { kind: 'dossier', document: { deleted: false, status: { code: 'IN_PROGRESS' }, dueDates: [{ at: { at: '2026-08-06' } }] } } }],
      [{ outcome: { document: { status: { code: 'RETURNED' } } } }, { outcome: { document: { deleted: true } } }],
      [{ outcome: { kind: 'parked', cause: 'UNKNOWN_CODE', path: 'status' } }],
    ]);
    for (const other of outcomes) expect(other).toEqual(outcomes[0]);
  }, 60_000); // prettier-ignore

  it('touches nothing but the folder it makes, and never one that exists', async () => {
    const { folder } = await newAdapter('ward-onestop', 'push', dir);
    expect(readdirSync(dir)).toEqual(['ward-onestop']);
    const before = readFileSync(join(folder, 'adapter.yaml'), 'utf8');
    await expect(newAdapter('ward-onestop', 'files', dir)).rejects.toThrow(/is there already, and nothing was written/);
    expect(readFileSync(join(folder, 'adapter.yaml'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'samples', 'birth-registration.in.xml'))).toBe(false);
  });

  it.each(['../x', 'Ward', 'phường', ''])(
    'refuses the name %p, which not every machine can tell apart',
    async (name) => {
      await expect(newAdapter(name, 'push', dir)).rejects.toThrow(/is no name for an adapter/);
      expect(readdirSync(dir)).toEqual([]);
    },
  );
});
