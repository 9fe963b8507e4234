/**
 * Writes what follows from the contracts and the table of faults: the types in libs/canonical/generated and the pages
 * docs/reference/dossier.md and errors.md. With --check nothing is written; a stale file ends it with status 1.
 */
import { readFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import ts from 'typescript';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const CONTRACTS = {
  dossier: 'DossierDocument',
  record: 'RecordMessage',
  parked: 'ParkedMessage',
  dropped: 'DroppedMessage',
};
const BANNER = 'Written by `node libs/canonical/generate.mjs`; a change belongs in';
const KINDS = { config: 'whoever set it up', data: 'whoever owns the data', transient: 'nobody: it is tried again' };

const { faults } = await runnable('errors.ts');
const { faultsVi } = await runnable('../texts/errors-vi.ts');
const contract = (name) => JSON.parse(readFileSync(join(ROOT, 'contracts', `${name}.v1.schema.json`), 'utf8'));
const byName = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, part]) => [name, change(part)]));
const targetOf = (schema, root) => (schema.$ref ? root.$defs[schema.$ref.replace('#/$defs/', '')] : schema);

/** A TypeScript file that imports nothing but types, as a module. */
function runnable(name) {
  const source = readFileSync(new URL(name, import.meta.url), 'utf8');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024 };
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);
}

/** The part of a contract that a type can say; definitions that are plain texts are written out where they are used. */
function shapeOf(schema, root) {
  const { $ref, type, enum: words, description, properties, items, required } = schema;
  const target = targetOf(schema, root);
  const said = { ...(description ? { description: description.replaceAll('*/', '* /') } : {}) };
  if ($ref && target.type === 'object') return { ...said, allOf: [{ $ref }] };
  if ($ref) return { ...said, type: target.type };
  return {
    ...said,
    type,
    ...(words ? { enum: words } : {}),
    ...(properties ? { properties: byName(properties, (part) => shapeOf(part, root)) } : {}),
    ...(items ? { items: shapeOf(items, root) } : {}),
    ...(required ? { required } : {}),
  };
}

async function types(name) {
  const root = contract(name);
  const objects = Object.entries(root.$defs ?? {}).filter(([, part]) => part.type === 'object');
  const $defs = Object.fromEntries(objects.map(([key, part]) => [key, shapeOf(part, root)]));
  return compile({ ...shapeOf(root, root), $defs }, CONTRACTS[name], {
    additionalProperties: false,
    bannerComment: `/* ${BANNER} contracts/${name}.v1.schema.json. */`,
    style: { singleQuote: true, printWidth: 120 },
  });
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (...cells) => `| ${cells.map(cell).join(' | ')} |`;

function typeOf(schema, root) {
  const target = targetOf(schema, root);
  if (target.enum) return target.enum.join(', ');
  if (schema.$ref) return schema.$ref.replace('#/$defs/', '');
  return target.type === 'array' ? 'list' : target.type;
}

function fieldRows(schema, root, path = '') {
  const target = targetOf(schema, root);
  const items = target.items && targetOf(target.items, root);
  if (items) return items.properties ? fieldRows(items, root, `${path}[]`) : [];
  return Object.entries(target.properties ?? {}).flatMap(([name, field]) => {
    const place = path ? `${path}.${name}` : name;
    const mark = (target.required ?? []).includes(name) ? ' *' : '';
    const fieldClass = field['x-class'] ?? field.items?.['x-class'] ?? '';
    const row = line(`\`${place}\`${mark}`, typeOf(field, root), fieldClass, field.description ?? '');
    return [row, ...(field['x-class'] ? [] : fieldRows(field, root, place))];
  });
}

function dossierPage() {
  const root = contract('dossier');
  const definitions = Object.entries(root.$defs).flatMap(([name, part]) => [
    `### ${name}`, '', part.description, '',
    ...(part.properties ? ['| field | type | class | meaning |', '|---|---|---|---|', ...fieldRows(part, root), ''] : []),
  ]); // prettier-ignore
  return [
    '# The dossier, version 1', '', `<!-- ${BANNER} contracts/dossier.v1.schema.json. -->`, '', root.description, '',
    'A field with * is required where its parent is there. PUBLIC fields stand in the open; BASIC and SENSITIVE ones are',
    'sealed in `personal`. A value of a type below has the class of the place where it is used.', '',
    '| field | type | class | meaning |', '|---|---|---|---|', ...fieldRows(root, root), '', '## Types', '', ...definitions,
  ].join('\n'); // prettier-ignore
}

function faultsPage() {
  const rows = Object.entries(faults).map(([code, { kind, about, remedy }]) =>
    line(`\`${code}\``, KINDS[kind], `${about}<br>${faultsVi[code].about}`, `${remedy}<br>${faultsVi[code].remedy}`),
  );
  return [
    '# Fault codes', '', `<!-- ${BANNER} libs/canonical/errors.ts or libs/texts/errors-vi.ts. -->`, '',
    'Every fault has a code that keeps its meaning for ever. The message beside it names the place. The API tells the texts',
    'in English or Vietnamese, as `accept-language` asks.', '',
    '| code | who acts | what happened | what to do |', '|---|---|---|---|', ...rows, '',
  ].join('\n'); // prettier-ignore
}

const files = { 'docs/reference/dossier.md': dossierPage(), 'docs/reference/errors.md': faultsPage() };
for (const name of Object.keys(CONTRACTS)) files[`libs/canonical/generated/${name}-v1.ts`] = await types(name);

let stale = 0;
for (const [path, text] of Object.entries(files)) {
  const file = join(ROOT, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: run node libs/canonical/generate.mjs`);
    stale = 1;
    continue;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
process.exitCode = stale;
