import { address, defineSettings, number, secret } from '@lienthong/canonical';
import type { Source, SourceContext } from '../source';
import { readChanges } from './changes/reading';
import { RestClient } from './rest-client';
import { listed } from './rest-listing';
import type { RestOptions } from './rest-options';

/** Settings of a system whose software answers over HTTP. */
export const restSettings = defineSettings({
  baseUrl: address({
    about: 'Address of the software, without the path of the interface',
    example: 'https://motcua.example.vn',
  }),
  apiKey: secret({ about: 'Key that the software has given for reading', optional: true, example: 'k-1f0c' }),
  pageRows: number({ about: 'Items asked for at once', default: 200, min: 1, max: 500, whole: true }),
  overlapMs: number({
    about: 'How long after its change time an item may still become visible, in milliseconds',
    default: 900_000,
    min: 0,
    whole: true,
  }),
  pollMs: number({ about: 'Milliseconds between two looks', default: 5_000, min: 100, whole: true }),
});

const LIST_EVERY_MS = 600_000;

/** An interface that lists dossiers by change time, polled. */
export function rest(options: RestOptions): Source {
  return {
    protocol: { kind: 'rest', options },
    listEveryMs: LIST_EVERY_MS,
    read: (ctx, cursor) => readChanges(new RestClient(options, ctx), ctx, cursor),
    ...(options.listing ? { list: (ctx: SourceContext) => listed(options, ctx) } : {}),
  };
}
