import type { BigIntStats } from 'node:fs';

/** What tells one state of a file from another without reading it. */
export interface Stamp {
  readonly size: bigint;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  readonly changedNs: bigint;
}

/** The stamp in a file's status. */
export function stampOf(status: BigIntStats): Stamp {
  return { size: status.size, inode: status.ino, modifiedNs: status.mtimeNs, changedNs: status.ctimeNs };
}

/** True when nothing tells two states apart. */
export function isSameStamp(one: Stamp, other: Stamp): boolean {
  return (
    one.size === other.size &&
    one.inode === other.inode &&
    one.modifiedNs === other.modifiedNs &&
    one.changedNs === other.changedNs
  );
}

/** When the content was written, in milliseconds. */
export function modifiedMs(stamp: Stamp): number {
  return Number(stamp.modifiedNs / 1_000_000n);
}
