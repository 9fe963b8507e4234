import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { successors } from '../../libs/vietnam/units/succession';
import { unitAt, unitsAt } from '../../libs/vietnam/units/units';

const ROOT = resolve(__dirname, '../..');
const DATA = resolve(ROOT, '../shared/data/units');
const withData = existsSync(DATA) ? describe : describe.skip;
const read = <T>(name: string): T => JSON.parse(readFileSync(join(DATA, `${name}.json`), 'utf8')) as T;

interface Listed {
  code: string;
  name: string;
  districtCode?: string;
}
interface Mapped {
  oldCode: string;
  oldDistrictCode: string;
  to: { newCode: string; extent: 'full' | 'partial' }[];
}

/** The tables of units against the lists and the mapping they were made from. */
withData(`the units of Hanoi${existsSync(DATA) ? '' : ' (skipped: data absent)'}`, () => {
  it.each([
    ['hanoi-units-2021-11', '2020-03-01', '2024-12-31'],
    ['hanoi-units-2025-03', '2025-01-01', '2025-06-30'],
    ['hanoi-units-2025-07', '2025-07-01', '2026-11-26'],
  ])('are those of %s from %s to %s', (name, first, last) => {
    const { wards, districts = [] } = read<{ wards: Listed[]; districts?: Listed[] }>(name);
    const listed = [...districts, ...wards].map(({ code, name: full, districtCode = '01' }) => [
      code,
      full,
      districtCode,
    ]);
    for (const date of [first, last]) {
      const units = unitsAt(date).filter(({ level }) => level !== 'PROVINCE');
      expect(units.map(({ code, fullName, parent }) => [code, fullName, parent])).toEqual(listed.sort());
    }
  });

  it('go from 526 to 126 as the mapping says: one whole successor, or all that got a part', () => {
    for (const { oldCode, oldDistrictCode, to } of read<{ mapping: Mapped[] }>('hanoi-ward-mapping-2025-07-01')
      .mapping) {
      const { kind, units } = successors(oldCode, '2025-06-30', '2025-07-01')!;
      expect(unitAt(oldCode, '2025-06-30')?.parent).toBe(oldDistrictCode);
      expect([oldCode, units.map(({ code }) => code)]).toEqual([oldCode, to.map(({ newCode }) => newCode).sort()]);
      const isWhole = to.length === 1 && to[0]?.extent === 'full';
      expect([oldCode, kind]).toEqual([oldCode, isWhole ? 'SUCCEEDED' : 'CANDIDATES']);
    }
  });

  it('follow from the lists as they are now', () => {
    const script = join(ROOT, 'libs/vietnam/units/generate.mjs');
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
  });
});
