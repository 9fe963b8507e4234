import { defineSettings } from '@lienthong/canonical';
import type { Source } from '../source';

/** A system that is pushed needs no settings: who may push for it, and so which system it is, says the key. */
export const pushSettings = defineSettings({});

/** No source: a program of the vendor hands the records over at `POST /v1/records`, and nothing is ever asked. */
export function push(): Source {
  return { protocol: { kind: 'push' }, async *read() {} };
}
