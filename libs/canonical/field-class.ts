import { dossierContract, resolved, type FieldClass, type Schema } from './contract-schema';

/**
 * The names of the members a field of a dossier can have: none of a value, those of an entry for a set; undefined where
 * the contract has no such field.
 *
 * @param pointer JSON Pointer, with `*` or an index for the entries of a set; '' is the dossier
 * @param contract today's, or another release of it
 */
export function membersOf(pointer: string, contract: object = dossierContract): readonly string[] | undefined {
  const root = contract as Schema;
  let schema = root;
  for (const name of pointer.split('/').slice(1)) {
    const target = resolved(schema, root);
    const next = target.items ?? target.properties?.[name];
    if (!next) return undefined;
    schema = next;
  }
  const target = resolved(schema, root);
  return Object.keys((target.items ? resolved(target.items, root) : target).properties ?? {});
}

/**
 * The class of a field of a dossier; undefined where the contract has no such field, or a container of several classes.
 *
 * @param pointer JSON Pointer, with `*` or an index for the entries of a set
 */
export function fieldClass(pointer: string): FieldClass | undefined {
  let schema: Schema = dossierContract;
  for (const name of pointer.split('/').slice(1)) {
    const own = schema['x-class'];
    if (own !== undefined) return own as FieldClass;
    const target = resolved(schema, dossierContract);
    const next = target.items ?? target.properties?.[name];
    if (!next) return undefined;
    schema = next;
  }
  const found = schema['x-class'] ?? resolved(schema, dossierContract)['x-class'];
  return found as FieldClass | undefined;
}
