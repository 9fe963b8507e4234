import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json';
import { dossierContract, resolved, splitPlan, type Schema, type SplitPlan } from './contract-schema';
import type { Dossier } from './dossier';
import { joinPersonal, splitPersonal } from './personal';
import { assertPublishable, validateDossier } from './validate';

const example = (name: string): Dossier =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'contracts', 'examples', 'valid', name), 'utf8')) as Dossier;

/** Small repeatable random numbers (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Any document of the shape of the contract: present or not, empty or not, with odd texts. */
function grow(schema: Schema, next: () => number): unknown {
  const target = resolved(schema, dossierContract);
  if (target.items) return Array.from({ length: Math.floor(next() * 4) }, () => grow(target.items!, next));
  if (target.properties) {
    const fields = Object.entries(target.properties).filter(
      ([name]) => target.required?.includes(name) || next() < 0.5,
    );
    return Object.fromEntries(fields.map(([name, field]) => [name, grow(field as Schema, next)]));
  }
  return ['', 'a/b~1', 'Nguyễn', '😀', 0, true, '__proto__'][Math.floor(next() * 7)];
}

describe(splitPersonal.name, () => {
  it('is undone by joining, for any document', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const { personal: _sealed, ...plain } = grow(dossierContract, random(seed)) as Dossier;
      const before = canonicalJson(plain);
      const { document, personal } = splitPersonal(plain);
      const stored = JSON.parse(JSON.stringify(document)) as Dossier;
      expect(canonicalJson(joinPersonal(stored, structuredClone(personal)))).toBe(before);
      expect(canonicalJson(plain)).toBe(before);
      expect(splitPersonal(document).personal).toEqual({});
    }
  });

  it('leaves nothing personal and a document that keeps to the contract', () => {
    const { document, personal } = splitPersonal(example('dossier.plain.json'));
    expect(validateDossier(document)).toEqual([]);
    expect(() => assertPublishable(document)).not.toThrow();
    const left = JSON.stringify(document);
    for (const word of [
      'Nguyễn',
      'Trần Văn Bình',
      '"012345678"',
      '0912345678',
      'Sài Đồng',
      'Hồ sơ đủ',
      'chung-sinh',
      'Kinh',
    ]) {
      expect(left).not.toContain(word);
      expect(JSON.stringify(personal)).toContain(word);
    }
  });

  it('moves a field it does not know: unknown is not public', () => {
    const plain = { ...example('dossier.minimal.json'), 'new/field~': 'x' } as Dossier;
    expect(splitPersonal(plain).personal).toEqual({ '/new~1field~0': 'x' });
    expect(joinPersonal(splitPersonal(plain).document, splitPersonal(plain).personal)).toEqual(plain);
  });
});

describe(joinPersonal.name, () => {
  it.each(['/parties/9/name', '/timeline/0/gone/at', '/__proto__/polluted', '/__proto__', 'x/y/z'])(
    'refuses the pointer %s',
    (pointer) => {
      const join = (): unknown => joinPersonal(example('dossier.usual.json'), { [pointer]: 'x' });
      expect(join).toThrow(expect.objectContaining({ code: 'LT-KEY-2' }));
    },
  );
});

describe(splitPlan.name, () => {
  it('finds no required field that would move out of an object that stays', () => {
    const faulty: string[] = [];
    const walk = (schema: Schema, plan: SplitPlan, place: string): void => {
      const target = resolved(schema, dossierContract);
      if (plan.act === 'array') walk(target.items!, plan.items, `${place}[]`);
      if (plan.act !== 'object') return;
      for (const [name, field] of plan.fields) {
        if (field.act === 'move' && target.required?.includes(name)) faulty.push(`${place}.${name}`);
        walk(target.properties![name] as Schema, field, `${place}.${name}`);
      }
    };
    walk(dossierContract, splitPlan(dossierContract), '');
    expect(faulty).toEqual([]);
  });

  it('refuses a leaf without a class', () => {
    expect(() => splitPlan({ type: 'object', properties: { a: { type: 'string', title: 'A' } } })).toThrow(
      'no x-class',
    );
  });
});
