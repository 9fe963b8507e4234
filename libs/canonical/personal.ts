import { dossierContract, splitPlan, type SplitPlan } from './contract-schema';
import type { Dossier } from './dossier';
import { Fault } from './errors';

/** BASIC and SENSITIVE values by the JSON Pointer of their place in the plain document. */
export type PersonalValues = Record<string, unknown>;

type Branch = Record<string, unknown>;

const PLAN = splitPlan(dossierContract);

/**
 * Moves BASIC and SENSITIVE values out of a plain document. The input is not changed; what stays keeps every array's
 * length, so that pointers hold. A field the contract does not know moves too: unknown means not public.
 */
export function splitPersonal(plain: Dossier): { document: Dossier; personal: PersonalValues } {
  const personal: PersonalValues = {};
  return { document: split(plain, PLAN, '', personal) as Dossier, personal };
}

/**
 * Puts the values back in their places. The input is not changed.
 *
 * @throws Fault LT-KEY-2 when a pointer has no place in the document: the values belong to another version
 */
export function joinPersonal(document: Dossier, personal: PersonalValues): Dossier {
  const joined = branches(document, PLAN) as Dossier;
  for (const pointer of Object.keys(personal)) put(joined, pointer, personal[pointer]);
  return joined;
}

function split(value: unknown, plan: SplitPlan, pointer: string, personal: PersonalValues): unknown {
  if (plan.act === 'array' && Array.isArray(value)) {
    return value.map((item, index) => split(item, plan.items, `${pointer}/${index}`, personal));
  }
  if (plan.act !== 'object' || !isBranch(value)) return value;
  const kept: Branch = {};
  for (const name of Object.keys(value)) {
    const field = value[name];
    const next = plan.fields.get(name);
    if (field === undefined) continue;
    if (next?.act === 'keep') kept[name] = field;
    else if (next === undefined || next.act === 'move') personal[`${pointer}/${escaped(name)}`] = field;
    else kept[name] = split(field, next, `${pointer}/${name}`, personal);
  }
  return kept;
}

/** A copy of the branches values can be put into; the rest is shared. */
function branches(value: unknown, plan: SplitPlan): unknown {
  if (plan.act === 'array' && Array.isArray(value)) return value.map((item) => branches(item, plan.items));
  if (plan.act !== 'object' || !isBranch(value)) return value;
  const copy: Branch = {};
  for (const name of Object.keys(value)) {
    const next = plan.fields.get(name);
    copy[name] = next ? branches(value[name], next) : value[name];
  }
  return copy;
}

function put(document: Dossier, pointer: string, value: unknown): void {
  const names = pointer.split('/').slice(1);
  const last = unescaped(names.pop() ?? '');
  let branch: unknown = document;
  for (const name of names) branch = isBranch(branch) && Object.hasOwn(branch, name) ? branch[name] : undefined;
  if (!isBranch(branch) || last === '__proto__') {
    throw new Fault('LT-KEY-2', `Dossier ${document.id} has no place ${pointer} for a sealed value.`);
  }
  branch[last] = value;
}

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null;
}

function escaped(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

function unescaped(name: string): string {
  return name.includes('~') ? name.replaceAll('~1', '/').replaceAll('~0', '~') : name;
}
