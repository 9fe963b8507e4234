import { Fault } from './errors';

/**
 * Where a record lies for ever: the generation of the log, the partition of records.v1 and the offset in it.
 * Offsets stay far below 2^53, so plain numbers are exact.
 */
export interface Coordinate {
  generation: number;
  partition: number;
  offset: number;
}

const COORDINATE = /^(\d{1,9})\/(\d{1,9})\/(\d{1,16})$/;

/** The coordinate as `generation/partition/offset`, for logs, lists and keys of maps. */
export function formatCoordinate(coordinate: Coordinate): string {
  return `${coordinate.generation}/${coordinate.partition}/${coordinate.offset}`;
}

/** Reads what {@link formatCoordinate} wrote; a fault where the text is not a coordinate. */
export function parseCoordinate(text: string): Coordinate {
  const [, generation, partition, offset] = COORDINATE.exec(text) ?? [];
  if (!Number.isSafeInteger(Number(offset ?? NaN))) {
    throw new Fault('LT-CONTRACT-2', 'A coordinate is generation/partition/offset, such as 1/7/30518.');
  }
  return { generation: Number(generation), partition: Number(partition), offset: Number(offset) };
}

/** Order by generation, partition, offset: the order in which a log is best read back. */
export function compareCoordinates(left: Coordinate, right: Coordinate): number {
  return left.generation - right.generation || left.partition - right.partition || left.offset - right.offset;
}
