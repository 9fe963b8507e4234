import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import {
  assertPublishable,
  assertWritable,
  assertWritableRecord,
  splitPersonal,
  validateDossier,
  validateRecord,
  type Dossier,
  type Violation,
} from '@lienthong/canonical';

interface Invalid {
  expect: string;
  strictOnly: boolean;
  document: unknown;
}

const CONTRACTS = join(__dirname, '..', '..', 'contracts');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(CONTRACTS, ...path), 'utf8'));
const names = (kind: string, contract: string): string[] =>
  readdirSync(join(CONTRACTS, 'examples', kind)).filter((name) => name.startsWith(`${contract}.`));
const pointers = (violations: readonly Violation[]): string[] => violations.map(({ pointer }) => pointer);

const CASES = [
  { contract: 'dossier', validate: validateDossier, assert: assertWritable },
  { contract: 'record', validate: validateRecord, assert: assertWritableRecord },
];

describe.each(CASES)('$contract.v1', ({ contract, validate, assert }) => {
  it.each(names('valid', contract))('accepts %s, and with a field of a later release when read', (name) => {
    const document = read('examples', 'valid', name) as object;
    expect(validate(document)).toEqual([]);
    expect(() => assert(document)).not.toThrow();
    expect(validate({ ...document, later: { field: 1 } })).toEqual([]);
  });

  it.each(names('invalid', contract))('refuses %s at the expected place', (name) => {
    const { expect: pointer, strictOnly, document } = read('examples', 'invalid', name) as Invalid;
    expect(pointers(validate(document))).toEqual(strictOnly ? [] : [pointer]);
    expect(() => assert(document)).toThrow(
      expect.objectContaining({
        code: 'LT-CONTRACT-1',
        kind: 'data',
        message: expect.stringContaining(`: ${pointer}: `),
      }),
    );
  });
});

describe('dossier.v1 as published', () => {
  it.each(names('valid', 'dossier'))('accepts %s once its personal values are split off', (name) => {
    const plain = read('examples', 'valid', name) as Dossier;
    const { document, personal } = splitPersonal(plain);
    const sealed = Object.keys(personal).length > 0 ? { personal: { key: 'k1', data: 'AAAA' } } : {};
    expect(() => assertPublishable({ ...document, ...sealed })).not.toThrow();
    expect(validateDossier({ ...document, ...sealed })).toEqual([]);
  });

  it('refuses personal values in their plain places', () => {
    expect(() => assertPublishable(read('examples', 'valid', 'dossier.plain.json'))).toThrow(/parties\/0\/name/);
  });
});

describe.each(['parked', 'dropped'])('%s.v1', (contract) => {
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(
    read(`${contract}.v1.schema.json`) as object,
  );
  const example = read('examples', 'valid', `${contract}.json`) as object;

  it('accepts its example and nothing without a rule', () => {
    expect(isValid(example)).toBe(true);
    expect(isValid({ ...example, rule: undefined })).toBe(false);
  });
});

it('says in words which rule was broken and what kind of value it met', () => {
  const document = { ...(read('examples', 'valid', 'dossier.usual.json') as object), id: 17, subject: 'a\u0000b' };
  expect(validateDossier(document)).toEqual([
    { pointer: '/id', rule: 'must be string', found: 'number' },
    { pointer: '/subject', rule: expect.stringContaining('U+0000 and lone surrogates'), found: 'text' },
  ]);
});

it('never tells the value it refuses', () => {
  const secret = 'Nguyễn\u0000Thị';
  const document = { ...(read('examples', 'valid', 'dossier.usual.json') as object), subject: secret };
  expect(JSON.stringify(validateDossier(document))).not.toContain('Nguy');
  expect(() => assertWritable(document)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('Nguy') }),
  );
});
