import type { Parked } from '../mapping/outcome';

/** Milliseconds of processor time that the mapping of one record may take. */
export const RECORD_MS = 1_000;

/** Why a child was ended, or has ended: what becomes of the record it had in hand. */
export type Stop = Parked & { readonly cause: 'MAPPING_TIMEOUT' | 'MAPPING_MEMORY' | 'MAPPING_DEFECT' };

const stop = (cause: Stop['cause'], rule: string, suggestion: string): Stop => ({ kind: 'parked', cause, rule, suggestion }); // prettier-ignore

/** It would go on for ever, or as good as. */
export const tooLong = stop(
  'MAPPING_TIMEOUT',
  `the mapping of a record takes at most ${RECORD_MS} ms of a processor`,
  'look in mapping.ts for a loop without an end or a regular expression that goes back and forth, mend it, and replay',
);
/** It takes no processor time and gives no answer. */
export const asleep = stop(
  'MAPPING_TIMEOUT',
  'a mapping does not wait',
  'take what waits out of mapping.ts, and replay',
);
/** Its heap is full, or the kernel has ended it. */
export const tooLarge = stop(
  'MAPPING_MEMORY',
  'the mapping of a record has 128 MB of memory',
  'look in mapping.ts for a list or text that grows without bound, mend it, and replay',
);
/** Its process has ended. */
export const ended = stop(
  'MAPPING_DEFECT',
  'the mapping gives an outcome for every record: its process has ended',
  'take what ends the process out of mapping.ts, and replay',
);
/** It has said what is no answer to the record asked for. */
export const forged = stop(
  'MAPPING_DEFECT',
  'the mapping gives an outcome and nothing else: its process has said what is none',
  'a mapping returns its values; take whatever else it does out of mapping.ts, and replay',
);
/** Its system is not the one asked for, or it has members of no contract. */
export const noOutcome = stop(
  'MAPPING_DEFECT',
  'the mapping gives an outcome of the contract',
  'export as `mapping` what dossier() gives, and replay',
);
