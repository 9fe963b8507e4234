/** What `lienthong adapter new` writes: an invented software of three dossiers, to be replaced piece by piece. */

/** Sources that an adapter.yaml can have. */
export const NEW_SOURCES = ['rest', 'files', 'push'] as const;

/** One of {@link NEW_SOURCES}. */
export type NewSource = (typeof NEW_SOURCES)[number];

/** The samples that are written. */
export const SAMPLE_NAMES = ['birth-registration', 'returned-and-deleted', 'unknown-status'] as const;

const SOURCES: Record<NewSource, string> = {
  rest: `# Asked over HTTP for what changed since the last time. Names of parameters and members are those of your software.
source:
  rest:
    items:
      path: /api/dossiers # answers { "rows": [ … ] } in the order of their change time
      since: since # parameter: changed at or after this time
      size: size # parameter: how many rows
      paging: { page: page } # parameter: number of the page, from 1
      changed: changedAt # member of a row: when it was last changed
    listing: { path: /api/dossiers/ids, after: after, size: size, id: id } # all ids, for the comparison with what is stored
    keyHeader: x-api-key
    clock: date-header # "now" is what the software's own Date header says
format:
  json: { items: rows }`,
  files: `# Read from a folder that your software exports into: one finished file after the other.
source:
  files: { names: ['*.xml'] }
format:
  xml: { items: Dossiers/Dossier }`,
  push: `# Your own program hands records over at POST /v1/records, a line of JSON each.
source: { push: {} }
format: { ndjson: {} }`,
};

/** The adapter.yaml of a new adapter; with `mapping.ts` beside it where the mapping is in TypeScript. */
export function manifestText(name: string, source: NewSource, typescript = false): string {
  return `# What this software is and how its records become dossiers. Every field of the mapping, with examples: mapping.md of the kit
# (node_modules/@lienthong/adapter-sdk); adapter-manifest.v1.schema.json beside it tells everything else that can stand here.
manifest: 1
name: ${name} # the name of this folder
about: One-stop software of an invented vendor.
zone: Asia/Ho_Chi_Minh # where its clocks are

${SOURCES[source]}

# Members that name a dossier: never given twice, never changed. Not the number on the receipt, if it begins again each year.
identity: { paths: [id] }

${typescript ? '# What becomes of each record stands in TypeScript.\nmapping: mapping.ts\n' : mappingOf()}`;
}

function mappingOf(): string {
  return `mapping:
  deleted: { $code: deleted, table: { '1': true, '0': false }, optional: true }
  identifiers:
    - { scheme: { $constant: dossier-code }, value: { $text: code }, source: { $constant: system } }
  procedure: { national: { $text: procedure/code, optional: true }, name: { $text: procedure/name, optional: true } }
  units: { receiving: { code: { $text: unit/code }, name: { $text: unit/name, optional: true } } }
  parties:
    - role: { $constant: APPLICANT }
      kind: { $constant: CITIZEN }
      name: { $name: applicant/name }
      ids:
        - { $given: applicant/id, part: { $personalId: applicant/id } }
      phones: { $phones: applicant/phone, optional: true }
      address: { line: { $text: applicant/address, optional: true } }
  status:
    $status: status
    table: { 1: SUBMITTED, 2: ACCEPTED, 4: IN_PROGRESS, 9: DECIDED, 10: RETURNED }
    unknown: park # or UNMAPPED: keep the record with the raw code
  receivedAt: { $moment: receivedAt, formats: dd/MM/yyyy HH:mm }
  timeline:
    $each: step
    entry:
      key: { $keyId: id } # the software's own id of a step
      step: { $text: code }
      occurredAt: { $moment: at, formats: dd/MM/yyyy HH:mm }
      actor: { name: { $text: officer, optional: true } }
  dueDates:
    - $given: dueOn
      part:
        key: { $keyFrom: [{ word: PROMISED }, dueOn] }
        kind: { $constant: PROMISED }
        at: { $day: dueOn, formats: dd/MM/yyyy }

# Canonical fields your software does not have, each with the reason. Map one, and take it out here.
without:
${WITHOUT.map((pointer) => `  ${pointer}: not kept by this software`).join('\n')}
`;
}

/** Fields of dossier.v1 that the mapping of a new adapter leaves out. */
export const WITHOUT: readonly string[] = [
  '/channel',
  '/civilStatus',
  '/components',
  '/delivery',
  '/dueDates/*/reason',
  '/dueDates/*/supplement',
  '/fees',
  '/filedBy',
  '/finishedAt',
  '/handler',
  '/note',
  '/parties/*/address/residentialArea',
  '/parties/*/address/unit',
  '/parties/*/born',
  '/parties/*/emails',
  '/parties/*/sex',
  '/payments',
  '/procedure/local',
  '/procedure/variant',
  '/references',
  '/result',
  '/returnedAt',
  '/serviceLevel',
  '/subject',
  '/submittedAt',
  '/supplements',
  '/timeline/*/actor/department',
  '/timeline/*/actor/id',
  '/timeline/*/actor/title',
  '/timeline/*/dueAt',
  '/timeline/*/label',
  '/timeline/*/note',
  '/timeline/*/plannedAt',
  '/timeline/*/recordedAt',
  '/timeline/*/status',
  '/timeline/*/supervisor',
  '/timeline/*/transition',
  '/units/competent',
  '/units/receiving/date',
  '/units/returning',
];

interface Row {
  readonly id: string;
  readonly code: string;
  readonly deleted: string;
  readonly changedAt: string;
  readonly procedure: { readonly code: string; readonly name: string };
  readonly unit: { readonly code: string; readonly name: string };
  readonly applicant: { readonly name: string; readonly id: string; readonly phone: string; readonly address: string };
  readonly status: string;
  readonly receivedAt: string;
  readonly step: readonly {
    readonly id: string;
    readonly code: string;
    readonly at: string;
    readonly officer: string;
  }[];
  readonly dueOn: string;
}

const BIRTH: Row = {
  id: '1001',
  code: 'H26.1.18-260803-0001',
  deleted: '0',
  changedAt: '2026-08-04T08:00:00+07:00',
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
  unit: { code: '00565', name: 'Ủy ban nhân dân phường' },
  applicant: { name: 'Nguyễn Thị Thử Nghiệm', id: '001190000001', phone: '0912000001', address: '1 phố Mẫu' },
  status: '4',
  receivedAt: '03/08/2026 09:15',
  step: [
    { id: '5001', code: 'RECEIVED', at: '03/08/2026 09:15', officer: 'Trần Văn Mẫu' },
    { id: '5002', code: 'FORWARDED', at: '04/08/2026 08:00', officer: 'Trần Văn Mẫu' },
  ],
  dueOn: '06/08/2026',
};

const ROWS: Record<(typeof SAMPLE_NAMES)[number], readonly Row[]> = {
  'birth-registration': [BIRTH],
  'returned-and-deleted': [
    { ...BIRTH, id: '1002', code: 'H26.1.18-260803-0002', status: '10' },
    { ...BIRTH, id: '1003', code: 'H26.1.18-260803-0003', deleted: '1' },
  ],
  'unknown-status': [{ ...BIRTH, id: '1004', code: 'H26.1.18-260803-0004', status: '77' }],
};

/** A sample as the software of a source writes it: its file and text. */
export function sampleText(name: (typeof SAMPLE_NAMES)[number], source: NewSource): [file: string, text: string] {
  const rows = ROWS[name];
  if (source === 'rest') return [`samples/${name}.in.json`, `${JSON.stringify({ rows }, null, 2)}\n`];
  if (source === 'push') return [`samples/${name}.in.ndjson`, rows.map((row) => `${JSON.stringify(row)}\n`).join('')];
  const text = rows.map((row) => `  <Dossier>\n${elements(row, '    ')}  </Dossier>\n`).join('');
  return [`samples/${name}.in.xml`, `<?xml version="1.0" encoding="UTF-8"?>\n<Dossiers>\n${text}</Dossiers>\n`];
}

function elements(members: object, indent: string): string {
  return Object.entries(members)
    .flatMap(([name, value]: [string, unknown]) =>
      (Array.isArray(value) ? value : [value]).map((one: unknown) =>
        typeof one === 'object' && one !== null
          ? `${indent}<${name}>\n${elements(one, `${indent}  `)}${indent}</${name}>\n`
          : `${indent}<${name}>${String(one)}</${name}>\n`,
      ),
    )
    .join('');
}

/** The README of a new adapter. */
export function readmeText(name: string, source: NewSource, typescript = false): string {
  return `# ${name}

For the operator: which product and version this is for, who answers for it, what is mapped and what is left out.

- \`adapter.yaml\` says where records come from (${source}), what names them and how they become dossiers${typescript ? ', as mapping.ts has it' : ''}.
- \`samples/<case>.in.*\` are small files as the software writes them, without real people; \`<case>.out.json\` beside each is what
  becomes of it. \`lienthong adapter test . --update\` writes them anew once you agree.

\`\`\`
lienthong adapter test .      every rule, with what was run to show it
lienthong adapter certify .   the same, and a signed certificate for the city
\`\`\`
`;
}
