import type { Adapter } from '../adapter';

/**
 * An adapter whose mapping tells of itself what the child knows it runs in: rules about fields can be held against it.
 *
 * @throws Fault LT-ADAPTER-7 or LT-ADAPTER-8 when a mapping from outside cannot be run
 */
export async function withFacts(adapter: Adapter): Promise<Adapter> {
  const { mapper, mapping } = adapter;
  if (mapper === undefined) return adapter;
  const [rows, without] = [await mapper.rows(), await mapper.without()];
  return { ...adapter, mapping: { ...mapping, without, describe: () => [...rows] } };
}
