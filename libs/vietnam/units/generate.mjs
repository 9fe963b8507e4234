/**
 * Writes hanoi-units.ts and hanoi-successions.ts from the unit lists and the ward mapping named in NOTICE.md, which are
 * read from ../shared/data/units beside the project, and from resolutions.mjs. With --check nothing is written; a stale
 * file ends it with status 1. Where the lists are absent it says so and does nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RESOLUTIONS } from './resolutions.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, '..', '..', '..', '..', 'shared', 'data', 'units');
const BANNER = 'Written by `node libs/vietnam/units/generate.mjs`; origin and licence of the facts are in NOTICE.md.';
const KINDS = { 'Thành phố': 'C', 'Thị xã': 'S', 'Thị trấn': 'N', Quận: 'Q', Huyện: 'H', Phường: 'P', Xã: 'X' };
const WIDTH = 116;
/** The day of the oldest list, and the day on which the districts ended and all wards were made anew. */
const FIRST = '2017-12-22';
const TWO_LEVELS = '2025-07-01';
const JULY_2025 = 'Resolution 1656/NQ-UBTVQH15 of 16 June 2025';

/** How the wards of 22 December 2017 differ from the list of 2021, as the national list of units of that day has them. */
const DIFFERENT_IN_2017 = [
  ['00250', 'Phường Bùi Thị Xuân', '007'],
  ['00253', 'Phường Ngô Thì Nhậm', '007'],
  ['09727', 'Xã Xuân Phú', '272'],
  ['09730', 'Xã Phương Độ', '272'],
  ['09733', 'Xã Sen Chiểu', '272'],
  ['09736', 'Xã Cẩm Đình', '272'],
  ['10282', 'Xã Văn Nhân', '280'],
  ['10285', 'Xã Thụy Phú', '280'],
];

const json = (name) => JSON.parse(readFileSync(join(DATA, `${name}.json`), 'utf8'));
const clean = (name) => name.normalize('NFC').trim();

/** The four sets of wards: code → { name, parent }. */
function generations() {
  const set = ({ wards }) =>
    new Map(wards.map(({ code, name, districtCode = '01' }) => [code, { name: clean(name), parent: districtCode }]));
  const of2020 = set(json('hanoi-units-2021-11'));
  const of2017 = new Map(of2020);
  for (const [code, name, parent] of DIFFERENT_IN_2017) of2017.set(code, { name, parent });
  return [
    { from: FIRST, wards: of2017 },
    { from: RESOLUTIONS[0].on, wards: of2020 },
    { from: RESOLUTIONS[1].on, wards: set(json('hanoi-units-2025-03')) },
    { from: TWO_LEVELS, wards: set(json('hanoi-units-2025-07')) },
  ];
}

/** Rows { code, name, parent, from, to }: a unit of the same code, name and parent is one row through several sets. */
function rowsOf(sets) {
  const rows = [];
  const open = new Map();
  for (const { from, wards } of sets) {
    for (const [code, row] of open) {
      const now = wards.get(code);
      if (now?.name === row.name && now.parent === row.parent) continue;
      row.to = from;
      open.delete(code);
    }
    for (const [code, ward] of wards) {
      if (open.has(code)) continue;
      const row = { code, ...ward, from, to: '' };
      rows.push(row);
      open.set(code, row);
    }
  }
  return rows;
}

/** The lines of a resolution with codes for names: new code → its sources, `~` before a part. */
function mergersOf({ on, mergers }, before, after) {
  const codeOf = (wards, parent, name) => {
    const codes = [...wards].filter(([, ward]) => ward.parent === parent && ward.name === name).map(([code]) => code);
    if (codes.length !== 1) throw new Error(`${on}: '${name}' names ${codes.length} wards of ${parent}`);
    return codes[0];
  };
  const lines = mergers.split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
  const made = lines.map((line) => {
    const [, parent, name, sources] = /^(\d{3}) (.+?) < (.+)$/.exec(line);
    const from = sources.split(', ').map((source) => {
      const part = source.startsWith('~') ? '~' : '';
      return part + codeOf(before, parent, source.slice(part.length));
    });
    return [codeOf(after, parent, name), from.sort()];
  });
  const told = new Set(made.flatMap(([, from]) => from.map((code) => code.replace('~', ''))));
  for (const [code, { name }] of before) {
    if (after.get(code)?.name !== name && !told.has(code)) throw new Error(`${on}: nothing is said of ${code} ${name}`);
  }
  return made.sort();
}

/** The mapping of July 2025 in the same form. */
function mappingOf({ mapping }) {
  const made = new Map();
  for (const { oldCode, to } of mapping) {
    for (const { newCode, extent } of to) {
      made.set(newCode, [...(made.get(newCode) ?? []), (extent === 'full' ? '' : '~') + oldCode]);
    }
  }
  return [...made].map(([code, from]) => [code, from.sort()]).sort();
}

/** Items one after another in lines of at most {@link WIDTH}. */
function wrapped(items) {
  const lines = [];
  for (const item of items) {
    const longer = `${lines.at(-1)}, ${item}`;
    if (lines.length > 0 && longer.length < WIDTH) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines.join(',\n');
}

/** Rows as lines `parent from to | kind code name, …`, one block for each parent and span. */
function unitsText(rows) {
  const blocks = new Map();
  for (const { code, name, parent, from, to } of rows) {
    const kind = Object.keys(KINDS).find((word) => name.startsWith(`${word} `));
    const block = `${parent} ${from} ${to || 'now'}`;
    blocks.set(block, [...(blocks.get(block) ?? []), `${KINDS[kind]}${code} ${name.slice(kind.length + 1)}`]);
  }
  return [...blocks].sort().map(([block, items]) => wrapped([`${block} | ${items[0]}`, ...items.slice(1)])).join('\n'); // prettier-ignore
}

function files() {
  const sets = generations();
  const districts = json('hanoi-units-2025-03').districts.map(({ code, name }) => ({ code, name: clean(name) }));
  const higher = [
    { code: '01', name: 'Thành phố Hà Nội', parent: '-', from: FIRST, to: '' },
    ...districts.map((district) => ({ ...district, parent: '01', from: FIRST, to: TWO_LEVELS })),
  ];
  const changes = [
    ...RESOLUTIONS.map((resolution, place) => ({
      ...resolution,
      made: mergersOf(resolution, sets[place].wards, sets[place + 1].wards),
    })),
    { on: TWO_LEVELS, source: JULY_2025, made: mappingOf(json('hanoi-ward-mapping-2025-07-01')) },
  ];
  const changesText = changes.map(({ on, source, made }) => {
    const items = made.map(([code, from]) => `${code}<${from.join(' ')}`);
    return `  {\n    on: '${on}',\n    source: '${source}',\n    made: \`\n${wrapped(items)}\n\`,\n  },`;
  });
  return {
    'hanoi-units.ts': `/* ${BANNER} */

/**
 * Hanoi's units, one block for each parent and span of validity: \`parent first-day first-day-after | unit, unit, …\`. A unit
 * is a letter for its kind, its code of the General Statistics Office and its name.
 */
export const HANOI_UNITS = \`
${unitsText([...higher, ...rowsOf(sets)])}
\`;
`,
    'hanoi-successions.ts': `/* ${BANNER} */

/**
 * What became of Hanoi's wards and communes: new code, and the old ones it was made of, \`~\` before one that gave only a
 * part. A unit that is in no list of sources and goes on under its code and name keeps all it had.
 */
export const HANOI_SUCCESSIONS: readonly { on: string; source: string; made: string }[] = [
${changesText.join('\n')}
];
`,
  };
}

function main() {
  if (!existsSync(DATA)) return console.log('skipped: data absent');
  for (const [name, text] of Object.entries(files())) {
    const file = join(HERE, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    if (process.argv.includes('--check')) {
      console.error(`libs/vietnam/units/${name} is stale: run node libs/vietnam/units/generate.mjs`);
      process.exitCode = 1;
    } else writeFileSync(file, text);
  }
}

main();
