/** Order of an item of a file among all items of its system: the file's ordinal, then the item's index from 0. */
export function fileOrder(ordinal: number, index: number): bigint {
  return (BigInt(ordinal) << 32n) | BigInt(index);
}
