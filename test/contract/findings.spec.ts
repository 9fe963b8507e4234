import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from '@lienthong/texts';

const ROOT = join(__dirname, '..', '..');
/** No field of a mapping reads codes of taxes and dossiers: what their readers notice becomes no finding. */
const NO_FIELD = /values\/(?:tax-code|dossier-code)\.ts$/;
const SOURCES = globSync(
  ['libs/vietnam/{values,traps}/*.ts', 'libs/adapter-sdk/mapping/*.ts', 'libs/adapters/*/*.ts'],
  { cwd: ROOT },
).filter((file) => !file.endsWith('.spec.ts') && !NO_FIELD.test(file));

const CODE = "'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'";
/** Each way in which code names a finding. */
const WAYS = [`(?:refused|Refused|note|warn)\\(\\s*${CODE}`, `(?:code|\\bcode):\\s*${CODE},\\s*severity`].map((way) => new RegExp(way, 'g')); // prettier-ignore

function emitted(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const file of SOURCES) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const way of WAYS) for (const [, code = ''] of text.matchAll(way)) codes.set(code, file);
  }
  return codes;
}

/** The constants of libs/vietnam/traps, as each file exports them. */
function traps(): { code: string; severity: string; rule: string }[] {
  const rooms = globSync('libs/vietnam/traps/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.spec.ts'));
  return rooms.flatMap((file) =>
    Object.values(jest.requireActual<Record<string, object>>(join(ROOT, file))).filter(
      (one): one is { code: string; severity: string; rule: string } => 'rule' in one,
    ),
  );
}

describe('the catalogue of findings', () => {
  it('has every code that code emits, and none that is never emitted', () => {
    expect(Object.keys(findings).sort()).toEqual([...emitted().keys()].sort());
  });

  it('words each trap as its rule, and knows how bad it is', () => {
    const told = Object.entries(findings).filter(([, { by }]) => by === 'trap');
    expect(traps().length).toBe(told.length);
    for (const { code, severity, rule } of traps())
      expect([code, findings[code]?.severity, findings[code]?.en]).toEqual([code, severity, `${rule.charAt(0).toUpperCase()}${rule.slice(1)}`]); // prettier-ignore
  });

  it.each(Object.entries(findings))('tells %s in two languages, in one sentence each', (_, { en, vi }) => {
    expect(en).toMatch(/^[A-Z][^.]+$/);
    expect(vi).toMatch(/^\p{Lu}[^.]+$/u);
    expect(vi).toBe(vi.normalize('NFC'));
    expect(vi).not.toBe(en);
  });
});
