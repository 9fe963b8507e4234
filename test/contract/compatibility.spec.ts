import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverAdapters, type Adapter } from '@lienthong/adapter-sdk';
import { outcomesOf, plainOf, samplesOf } from '@lienthong/adapter-sdk/testing';
import { DOSSIER_VERSION, assertWritable, checkUnder, membersOf, upcast } from '@lienthong/canonical';
import { contractChanges, levelOf, nextVersion } from '../support/contract-changes';

type Schema = Record<string, unknown>;

const CONTRACTS = join(__dirname, '..', '..', 'contracts');
const ADAPTERS = join(__dirname, '..', '..', 'libs', 'adapters');
const RELEASES = join(CONTRACTS, 'releases', 'dossier.v1');
const read = (...path: string[]): Schema => JSON.parse(readFileSync(join(...path), 'utf8')) as Schema;
const byNumbers = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true, sensitivity: 'base' });

const contract = read(CONTRACTS, 'dossier.v1.schema.json');
const releases = readdirSync(RELEASES).sort(byNumbers);
const newest = releases.at(-1) ?? '';

/** What keeps a release from standing in a contract's history: empty where the new version says enough of its changes. */
function faultsOf(before: Schema, after: Schema): string[] {
  const changes = contractChanges(before, after);
  const level = levelOf(changes);
  const [old, version] = [before, after].map((schema) => (schema['x-version'] ?? '1.0.0') as string);
  if (level === undefined || old === undefined || version === undefined) return [];
  const told = changes.filter((change) => change.level === level).map(({ place, what }) => `${place} ${what}`);
  if (level === 'major') return told.map((change) => `${change}: this is dossiers.v2`);
  if (byNumbers(version, nextVersion(old, level)) >= 0) return [];
  return told.map((change) => `${change}: x-version has to be ${nextVersion(old, level)} at least, not ${version}`);
}

/** What an adapter's mapping and samples would break of a contract. */
async function heldAgainst(schema: Schema, adapter: Adapter): Promise<string[]> {
  const unknown = adapter.mapping
    .describe()
    .filter(({ pointer }) => membersOf(pointer, schema) === undefined)
    .map(({ pointer }) => `${adapter.name}: maps ${pointer}, which the contract does not have`);
  const violations = checkUnder(schema);
  const broken: string[] = [];
  for (const { name, input } of samplesOf(join(ADAPTERS, adapter.name))) {
    for (const { outcome } of await outcomesOf(adapter, input)) {
      if (outcome.kind !== 'dossier') continue;
      for (const { pointer, rule } of violations(plainOf(outcome.document)))
        broken.push(`${adapter.name}: sample ${name}: ${pointer}: ${rule}`);
    }
  }
  return [...unknown, ...new Set(broken)];
}

/** The contract with one thing changed. */
function changed(change: (schema: Schema) => void): Schema {
  const copy = structuredClone(contract);
  change(copy);
  return copy;
}

const members = (schema: Schema): Record<string, Schema> => schema['properties'] as Record<string, Schema>;
const inside = (schema: Schema, name: string): Record<string, Schema> => members(members(schema)[name] ?? {});

describe('the contract of a dossier and its releases', () => {
  it.each(releases)('%s and what came after it: the version says enough of every change', (version) => {
    expect(faultsOf(read(RELEASES, version, 'schema.json'), contract)).toEqual([]);
  });

  it('has the version that documents are written by', () => {
    expect(contract['x-version']).toBe(DOSSIER_VERSION);
    expect(byNumbers(DOSSIER_VERSION, newest)).toBeGreaterThanOrEqual(0);
  });

  const cases: [string, (schema: Schema) => void, string[]][] = [
    ['a member more', (schema) => (members(schema)['later'] = { type: 'string' }), ['/properties/later is new: x-version has to be 1.2.0 at least, not 1.1.0']],
    ['other words', (schema) => (schema['description'] = 'x'), ['/description is worded anew: x-version has to be 1.1.1 at least, not 1.1.0']],
    ['a member less', (schema) => delete members(schema)['note'], ['/properties/note is gone: this is dossiers.v2']],
    ['a member that must be there', (schema) => (schema['required'] as string[]).push('note'), ['/required note must be there now: this is dossiers.v2']],
    ['a member that need not be there', (schema) => (schema['required'] as string[]).shift(), ['/required id need not be there any more: this is dossiers.v2']],
    ['another type', (schema) => (inside(schema, 'origin')['page'] = { type: 'integer' }), ['is gone: this is dossiers.v2', 'is another rule: this is dossiers.v2']],
    ['another class', (schema) => (members(schema)['system'] = { ...members(schema)['system'], 'x-class': 'BASIC' }), ['/properties/system/x-class is another rule: this is dossiers.v2']],
  ]; // prettier-ignore

  it.each(cases)('%s is told with the version it asks for', (_name, change, told) => {
    const found = faultsOf(contract, changed(change));
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found) expect(told.some((words) => fault.endsWith(words))).toBe(true);
  });
});

describe('documents of every release', () => {
  const stored = releases.flatMap((version) =>
    readdirSync(join(RELEASES, version)).flatMap((file) => (file === 'schema.json' ? [] : [[version, file] as const])),
  );

  it.each(stored)('%s: %s is of its release, and upcast one of today', (version, file) => {
    const document = read(RELEASES, version, file);
    const origin = document['origin'] as object;
    expect(checkUnder(read(RELEASES, version, 'schema.json'))(document)).toEqual([]);
    const current = upcast(document);
    expect(() => assertWritable(current)).not.toThrow();
    expect(current['origin']).toEqual({ contract: version, ...origin });
    expect(upcast(current)).toEqual(current);
  });

  it('leaves a document of today or of a later release as it is', () => {
    for (const version of [DOSSIER_VERSION, '1.99.0']) {
      const document = { ...read(RELEASES, newest, 'usual.json'), origin: { contract: version }, later: [1] };
      expect(upcast(document)).toBe(document);
    }
  });
});

describe('adapters and the contract', () => {
  it('fit: every field that is mapped exists, every dossier of a sample keeps the contract', async () => {
    for (const adapter of (await discoverAdapters(ADAPTERS)).values())
      expect(await heldAgainst(contract, adapter)).toEqual([]);
  });

  it('are named with the place where a change of the contract breaks them', async () => {
    const adapters = await discoverAdapters(ADAPTERS);
    const adapter = adapters.get('onestop-rest');
    if (adapter === undefined) throw new Error('There is no onestop-rest.');
    const without = changed((schema) => delete inside(schema, 'procedure')['name']);
    expect(await heldAgainst(without, adapter)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^onestop-rest: sample \S+: \/procedure\/name: /)]),
    );
    const renamed = changed((schema) => delete members(schema)['note']);
    expect(await heldAgainst(renamed, adapter)).toContain('onestop-rest: maps /note, which the contract does not have');
  });
});
