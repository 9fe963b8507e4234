/** What a property of a node holds: a scalar of the source, a nested node, or a list of either. */
export type NodeValue = string | number | boolean | null | Node | NodeValue[];

/**
 * One item of a source as plain objects. An XML element gives `@name` for each attribute, one list per name of child
 * element (without namespace prefix, in document order) and `#text`; a JSON item is taken as it is.
 */
export interface Node {
  [property: string]: NodeValue | undefined;
}

/** True for a nested node, false for scalars, lists and what is absent. */
export function isNode(value: NodeValue | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
