/**
 * Writes the reference pages that follow from declarations: the configuration, the fields of a mapping, the findings, and each
 * adapter's settings and mapping.
 * With --check nothing is written; a stale page ends it with status 1.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { discoverAdapters, type Adapter, type Node, type Shape } from '@lienthong/adapter-sdk';
import type { SettingRow } from '@lienthong/canonical';
import { configurationRows } from '@lienthong/platform';
import { findings } from '@lienthong/texts';
import { format, resolveConfig } from 'prettier';
import { CATALOGUE, FIELDS, outcomeOf, type CatalogueEntry } from '../../libs/adapter-sdk/mapping/catalogue';

const ROOT = join(__dirname, '..', '..');
const BANNER = '<!-- Written by `npm run generate`. -->\n\n';

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

function settings(rows: readonly SettingRow[]): string {
  const shown = rows.map((row) => [
    `\`${row.name}\``,
    row.about,
    row.required ? 'required' : row.default === undefined ? 'optional' : `\`${row.default}\``,
    row.example === undefined ? row.rule : `${row.rule}; for example \`${row.example}\``,
  ]);
  return table(['setting', 'what it is', 'default', 'rule'], shown);
}

function adapterPage({ name, about, zone, identity, settings: spec, mapping }: Adapter): string {
  const origins = mapping
    .describe()
    .map(({ pointer, path, rule }) => [`\`${pointer}\``, path === '' ? '' : `\`${path}\``, rule]);
  return `${BANNER}# Adapter ${name}\n\n${about}\n\nLocal times are in ${zone}. Identity: \`${identity.paths.join('`, `')}\`. Mapping version: \`${mapping.version}\`.\n\n## Settings\n\n${settings(spec.describe())}\n\n## Where each value comes from\n\n${table(['field', 'source path', 'rule'], origins)}\n`;
}

/** A field as a mapping writes it, made by running what is written. */
function written(source: string): Shape {
  return runInNewContext(source, { ...FIELDS }) as Shape;
}

/** What it makes of an item, as JSON. */
function given(source: string, item: Node): string {
  const text = JSON.stringify(outcomeOf(written(source), item));
  return text === '{}' ? 'nothing' : `\`${text}\``;
}

function fieldSection([name, { about, examples }]: [string, CatalogueEntry]): string {
  const rows = examples.map(({ written: source, item }) => [
    `\`${source}\``,
    `\`${JSON.stringify(item)}\``,
    given(source, item),
  ]);
  return `## ${name}\n\n${about}\n\n${table(['written', 'item', 'gives'], rows)}\n\n${inYaml(name)}\n`;
}

interface WrittenField {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly description?: string; readonly enum?: readonly string[] }>>;
}

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'contracts', 'adapter-manifest.v1.schema.json'), 'utf8')) as {
  $defs: Record<string, WrittenField>;
};
/** Options every field that reads one value has; the page tells them once. */
const COMMON = ['absent', 'charset', 'optional', 'orFinding'];

/** How an adapter.yaml writes a field, and its options. */
function inYaml(name: string): string {
  const field = MANIFEST.$defs[`${name}Field`];
  if (!field) return 'An adapter.yaml has no such field: it holds no code.';
  const options = Object.entries(field.properties).filter(([key]) => !key.startsWith('$') && !COMMON.includes(key));
  const told = options.map(([key, { description, enum: words }]) => {
    const about = [field.required.includes(key) ? 'required' : '', words?.join(' or ') ?? '', description ?? ''];
    return `\`${key}\` (${about.filter((one) => one !== '').join('; ') || 'optional'})`;
  });
  return `In an adapter.yaml: \`$${name}\`${told.length === 0 ? '' : ` with ${told.join(', ')}`}.`;
}

const MAPPING = `A mapping is an object in the shape of a dossier with one of these fields at each place. Every field that reads a value
may be \`optional()\` (absent is no fault) and \`orFinding()\` (a missing or malformed value is left out with a finding; without it the
record is parked), and takes \`absent\`, the values that mean "none", and \`charset\`, what the software wrote its bytes in. The examples are
run when this page is written.

An adapter.yaml writes \`text('hoTen', { charset: 'tcvn3' }).optional()\` as \`{ $text: hoTen, charset: tcvn3, optional: true }\` and
\`.orFinding()\` as \`orFinding: WARNING\`; its contract is contracts/adapter-manifest.v1.schema.json.`;

function mappingPage(): string {
  return `${BANNER}# Fields of a mapping\n\n${MAPPING}\n\n${Object.entries(CATALOGUE).map(fieldSection).join('\n')}`;
}

const FINDINGS = `A finding is a remark on a dossier: it drops nothing and changes nothing, and is no part of the content. It stands in the
\`findings\` of a document with a code, a severity, the canonical field and, from a mapping, the place in the source; never a value.
\`GET /v1/dossiers/{id}\` tells the sentence in the language of \`accept-language\`. A mapping from outside may have codes of its own.`;

/** The table of libs/texts, first what concerns a whole dossier. */
function findingsPage(): string {
  const rows = (by: string, isLeft: boolean): string[][] =>
    Object.entries(findings)
      .filter(([, one]) => one.by === by && (one.severity === undefined) === isLeft)
      .map(([code, { severity, en, vi }]) => [`\`${code}\``, ...(severity === undefined ? [] : [severity]), en, vi]);
  const heads = ['code', 'severity', 'English', 'Tiếng Việt'];
  return `${BANNER}# Findings\n\n${FINDINGS}\n\n## Traps\n\nPatterns of bad data, looked for in every dossier (libs/vietnam/traps, each with its source).\n\n${table(heads, rows('trap', false))}\n\n## Remarks of a mapping\n\nThe value was taken.\n\n${table(heads, rows('mapping', false))}\n\n## Values left out\n\nThe field says \`orFinding\`, with the severity; without it the record is parked with the code as its cause.\n\n${table(['code', 'English', 'Tiếng Việt'], rows('mapping', true))}\n`;
}

async function main(): Promise<void> {
  const isCheck = process.argv.includes('--check');
  const pages = new Map([
    [
      'docs/reference/configuration.md',
      `${BANNER}# Configuration\n\nEnvironment of every role. \`npm start\` sets KAFKA_BROKERS and DATABASE_URL itself where they are not given.\n\n${settings(configurationRows)}\n`,
    ],
  ]);
  pages.set('docs/reference/mapping.md', mappingPage());
  pages.set('docs/reference/findings.md', findingsPage());
  for (const adapter of (await discoverAdapters(join(ROOT, 'libs', 'adapters'))).values()) {
    pages.set(`docs/reference/adapters/${adapter.name}.md`, adapterPage(adapter));
  }
  const options = await resolveConfig(join(ROOT, 'package.json'));
  for (const [page, text] of pages) {
    const path = join(ROOT, page);
    const formatted = await format(text, { ...options, parser: 'markdown' });
    if (existsSync(path) && readFileSync(path, 'utf8') === formatted) continue;
    if (isCheck) {
      process.stderr.write(`${page} is stale\n`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, formatted);
    }
  }
}

void main();
