/** What is said over the frames of a mapping from outside. Both sides read it; only ours is believed. */
import type { OriginRow } from '../mapping/field';
import type { ManifestFormat } from '../manifest/format-of';
import type { ItemBytes } from '../mapping/mapper';

/** Bytes of the largest answer to one record: twice what a message of a topic can hold. */
export const LARGEST_ANSWER = 2_000_000;

/** The first thing a child is told. */
export interface Beginning {
  /** Compiled modules by their path within the folder. */
  readonly modules: Readonly<Record<string, string>>;
  /** Which of them exports `mapping`. */
  readonly entry: string;
  readonly format: ManifestFormat;
  readonly zone: string;
}

/** What a child found of its confinement, before it runs anything from outside. */
export interface Confinement {
  readonly environment: number;
  readonly interfaces: number;
  readonly permitted: readonly string[];
}

/** What a child tells of its mapping, or why there is none. */
export type Facts =
  | { readonly rows: readonly OriginRow[]; readonly without: Readonly<Record<string, string>> }
  | { readonly fault: string };

/** A record as it is handed to a child: a head of JSON with its length before it, then the raw bytes. */
export function recordBody({ raw, charset }: ItemBytes, system: string): Buffer {
  const head = Buffer.from(JSON.stringify({ charset, system }));
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(head.length, 0);
  return Buffer.concat([length, head, raw]);
}

/** Reads what {@link recordBody} wrote. */
export function readRecordBody(body: Buffer): { item: ItemBytes; system: string } {
  const end = 4 + body.readUInt32BE(0);
  const { charset, system } = JSON.parse(body.toString('utf8', 4, end)) as { charset: string; system: string };
  return { item: { raw: body.subarray(end), charset }, system };
}
