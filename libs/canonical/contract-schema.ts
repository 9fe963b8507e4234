import dossierSchema from '../../contracts/dossier.v1.schema.json';

/** Class of a field under Decree 356/2025: open to all, personal, or sensitive. */
export type FieldClass = 'PUBLIC' | 'BASIC' | 'SENSITIVE';

/** The part of JSON Schema our contracts are written in. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema | false>;
  type?: string;
  title?: string;
  description?: string;
  required?: readonly string[];
  properties?: Record<string, Schema | false>;
  additionalProperties?: boolean;
  items?: Schema;
  enum?: readonly string[];
  'x-class'?: string;
  [keyword: string]: unknown;
}

/**
 * What happens to a value when personal values are split off: it stays whole, it moves whole, or it is looked into.
 * A container all of whose fields are personal moves as one value, so that what stays keeps to the contract.
 */
export type SplitPlan =
  { act: 'keep' | 'move' } | { act: 'object'; fields: Map<string, SplitPlan> } | { act: 'array'; items: SplitPlan };

/** The contract of a dossier, as published. */
export const dossierContract: Schema = dossierSchema;

const KEEP: SplitPlan = { act: 'keep' };
const MOVE: SplitPlan = { act: 'move' };

/** The plan of a schema of `root`; the class at the place of use wins over that of the definition. */
export function splitPlan(schema: Schema, root: Schema = schema): SplitPlan {
  if (schema['x-class'] !== undefined) return schema['x-class'] === 'PUBLIC' ? KEEP : MOVE;
  const target = resolved(schema, root);
  if (target !== schema) return splitPlan(target, root);
  if (schema.items) {
    const items = splitPlan(schema.items, root);
    return isWhole(items) ? items : { act: 'array', items };
  }
  const fields = new Map(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      field === false ? [] : [[name, splitPlan(field, root)] as const],
    ),
  );
  if (fields.size === 0)
    throw new Error(`The field ${schema.title ?? 'without title'} of the contract has no x-class.`);
  const [first = KEEP] = fields.values();
  const isUniform = isWhole(first) && [...fields.values()].every((plan) => plan === first);
  return isUniform ? first : { act: 'object', fields };
}

/** The schema a `#/$defs/…` reference points at; the schema itself where it has none. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  if (!target) throw new Error(`The contract has no definition ${schema.$ref}.`);
  return target;
}

/** The contract for writing: an object may hold no field that the contract does not name. */
export function strict(schema: Schema): Schema {
  const isObject = schema.type === 'object' && schema.properties !== undefined;
  return { ...mapSchemas(schema, strict), ...(isObject ? { additionalProperties: false } : {}) };
}

/** The contract of what is published: fields that belong into `personal` are refused where the plain form has them. */
export function withoutPersonal(
  schema: Schema,
  root: Schema = schema,
  plan: SplitPlan = splitPlan(schema, root),
): Schema {
  if (plan.act === 'array' && schema.items)
    return { ...schema, items: withoutPersonal(schema.items, root, plan.items) };
  if (plan.act !== 'object') return schema;
  const target = resolved(schema, root);
  const properties = Object.entries(target.properties ?? {}).map(([name, field]) => {
    const fieldPlan = plan.fields.get(name) ?? KEEP;
    return [
      name,
      fieldPlan.act === 'move' || field === false ? false : withoutPersonal(field, root, fieldPlan),
    ] as const;
  });
  return { ...target, properties: Object.fromEntries(properties) };
}

function isWhole(plan: SplitPlan): boolean {
  return plan.act === 'keep' || plan.act === 'move';
}

function mapSchemas(schema: Schema, change: (part: Schema) => Schema): Schema {
  const each = (parts: Record<string, Schema | false>): Record<string, Schema | false> =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part && change(part)]));
  return {
    ...schema,
    ...(schema.$defs ? { $defs: each(schema.$defs) } : {}),
    ...(schema.properties ? { properties: each(schema.properties) } : {}),
    ...(schema.items ? { items: change(schema.items) } : {}),
  };
}
