import { Fault, type SettingRow, type SettingsSpec } from '@lienthong/canonical';
import { captured } from '../captured';
import { KEY } from '../fakes/fake-rest';
import { briefLife } from '../fakes/life';
import { look } from '../fakes/look';
import { softwareOf } from '../fakes/software-of';
import type { Rule, RuleFault, Subject } from '../rule';
import { filled } from '../filled-settings';

/** Last words of names that hold what nobody else may know. */
const SECRET_WORDS = new Set(['key', 'token', 'secret', 'password', 'passphrase', 'credential', 'credentials']);

/** Every setting is documented, and a secret is marked and never shown. */
export const settings: Rule = {
  code: 'SETTINGS',
  about:
    'Every setting has its meaning, its type and a default or the word that it is required; secrets are marked and never shown.',
  async prove(subject) {
    const spec = subject.adapter.settings;
    const rows = spec.describe();
    const secrets = rows.filter(({ secret }) => secret);
    const faults = rows.flatMap((row) => [...undocumented(row), ...unmarked(row)]);
    for (const { name } of secrets) faults.push(...(await shownSecret(spec, name)));
    const readings = secrets.length === 0 ? 0 : await printed(subject, faults);
    const told =
      secrets.length === 0
        ? 'no secret'
        : `${secrets.length} secret, looked for in ${PLACES.length} places and ${readings} readings in which something goes wrong`;
    return { applies: true, shown: `${rows.length} settings, ${told}`, faults };
  },
};

function undocumented({
  name,
  about,
  kind,
  rule,
  required,
  secret,
  default: fallback,
  example,
}: SettingRow): RuleFault[] {
  const lacks = [
    ...(about.trim().split(/\s+/).length < 2 ? ['what it is for (about)'] : []),
    ...(kind === '' || rule === '' ? ['its type'] : []),
    ...(required && fallback === undefined && example === undefined && !secret
      ? ['an example, as it must be given']
      : []),
  ];
  return lacks.map((what) => ({ place: `setting ${name}`, what: `lacks ${what}` }));
}

function unmarked({ name, secret, kind }: SettingRow): RuleFault[] {
  const last =
    name
      .split(/(?=[A-Z])|[_-]/)
      .at(-1)
      ?.toLowerCase() ?? '';
  if (secret || kind === 'number' || kind === 'flag' || !SECRET_WORDS.has(last)) return [];
  const suggestion = `declare it as ${name}: secret({ … })`;
  return [{ place: `setting ${name}`, what: 'holds a secret by its name and is not marked as one', suggestion }];
}

/** Where settings are shown: each gets a set of values of which one is the mark. */
const PLACES: readonly [
  where: string,
  show: (spec: SettingsSpec, raw: Record<string, unknown>, name: string) => unknown,
][] = [
  ['describe()', (spec) => spec.describe()],
  ['mask()', (spec, raw) => spec.mask(spec.parse(raw))],
  ['the fault of an unknown setting', (spec, raw) => faultOf(() => spec.parse({ ...raw, 'kit-unknown': KEY.length }))],
  ['the fault of a missing setting', (spec, raw, name) => faultOf(() => spec.parse({ [name]: raw[name] }))],
  ['the fault of a refused value', (spec, raw, name) => faultOf(() => spec.parse({ ...raw, [name]: [KEY] }))],
  ['the fault of all values refused', (spec, raw, name) => faultOf(() => spec.parse(refused(raw, name)))],
];

async function shownSecret(spec: SettingsSpec, name: string): Promise<RuleFault[]> {
  const raw = { ...filled(spec), [name]: KEY };
  const faults: RuleFault[] = [];
  for (const [where, show] of PLACES) {
    const { value, output } = await captured(() => Promise.resolve(show(spec, raw, name)));
    const place = `setting ${name}`;
    if (JSON.stringify(value).includes(KEY)) faults.push({ place, what: `is shown by ${where}` });
    if (output.includes(KEY)) faults.push({ place, what: `is printed with ${where}` });
  }
  return faults;
}

/** The software is read while something goes wrong: what is printed, and what the faults say. */
async function printed(subject: Subject, faults: RuleFault[]): Promise<number> {
  const software = await softwareOf(subject);
  if (typeof software === 'string') return 0;
  try {
    await briefLife(software);
    const list = software.disturbances().filter(({ deadlineMs, ends }) => deadlineMs === undefined && ends !== 'whole');
    for (const disturbance of list) {
      await disturbance.start(2);
      const { value, output } = await captured(() => look(subject, software));
      await disturbance.stop();
      const place = `reading with ${disturbance.name}`;
      if (output.includes(KEY)) faults.push({ place, what: 'prints the key' });
      if (`${value.error?.message}`.includes(KEY)) faults.push({ place, what: 'ends with a fault that tells the key' });
    }
    return list.length;
  } finally {
    await software.close();
  }
}

function refused(raw: Record<string, unknown>, secret: string): Record<string, unknown> {
  return Object.fromEntries(Object.keys(raw).map((name) => [name, name === secret ? KEY : { wrong: true }]));
}

function faultOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error instanceof Fault ? `${error.message} ${String(error.cause)}` : String(error);
  }
}
