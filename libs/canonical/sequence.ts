import { Fault } from './errors';

declare const brand: unique symbol;

/**
 * Order of the versions of one dossier: five unsigned 64-bit numbers as 5 x 16 lower-case hex digits. Comparing two
 * sequences as strings (or bytes, `COLLATE "C"`) compares the tuples; the highest wins, whatever its offset.
 */
export type Sequence = string & { readonly [brand]: 'Sequence' };

/** The five parts of a sequence, the most weighty first. `mappingEpoch` is 0 on records.v1. */
export interface SequenceParts {
  sourceEpoch: bigint;
  sourceOrder: bigint;
  leaseEpoch: bigint;
  readSeq: bigint;
  mappingEpoch: bigint;
}

const NAMES = ['sourceEpoch', 'sourceOrder', 'leaseEpoch', 'readSeq', 'mappingEpoch'] as const;
const SEQUENCE = /^[0-9a-f]{80}$/;
const LIMIT = 1n << 64n;
const HALF = 1n << 32n;

/** Packs the parts; a part that is left out is 0. A negative, fractional or larger than 64-bit part is a fault. */
export function packSequence(parts: { [Part in keyof SequenceParts]?: bigint | number }): Sequence {
  let packed = '';
  for (const name of NAMES) packed += hex(name, parts[name] ?? 0);
  return packed as Sequence;
}

/** The parts of a sequence; a fault where the text is not one. */
export function unpackSequence(sequence: string): SequenceParts {
  checked(sequence);
  const part = (at: number): bigint => BigInt(`0x${sequence.slice(at * 16, at * 16 + 16)}`);
  return { sourceEpoch: part(0), sourceOrder: part(1), leaseEpoch: part(2), readSeq: part(3), mappingEpoch: part(4) };
}

/** The same place in the source, mapped by the mapping of `epoch`. */
export function withMappingEpoch(sequence: string, epoch: bigint | number): Sequence {
  return (checked(sequence).slice(0, 64) + hex('mappingEpoch', epoch)) as Sequence;
}

/** Negative where `left` is older, positive where it is newer, 0 where they are equal. */
export function compareSequences(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `sourceOrder` of an item of a file: the file's ordinal (32 bits), then the item's index in it (32 bits). */
export function fileOrder(ordinal: number, index: number): bigint {
  const high = whole('file ordinal', ordinal, HALF);
  return high * HALF + whole('item index', index, HALF);
}

function hex(name: string, value: bigint | number): string {
  return whole(name, value, LIMIT).toString(16).padStart(16, '0');
}

function whole(name: string, value: bigint | number, limit: bigint): bigint {
  const big = typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value) : -1n;
  if (big < 0n || big >= limit) {
    throw new Fault('LT-CONTRACT-2', `The ${name} of a sequence is not a whole number from 0 to below ${limit}.`);
  }
  return big;
}

function checked(sequence: string): string {
  if (!SEQUENCE.test(sequence)) throw new Fault('LT-CONTRACT-2', 'A sequence is 80 lower-case hex digits.');
  return sequence;
}
