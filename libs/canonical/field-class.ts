import { dossierContract, resolved, type FieldClass, type Schema } from './contract-schema';

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
