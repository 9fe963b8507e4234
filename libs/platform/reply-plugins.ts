import compress from '@fastify/compress';
import etag from '@fastify/etag';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Answers 304 where the caller has what would be sent, and compresses the rest, streams as they are read. Only what a
 * GET found is given an ETag, and nothing that says `no-store`. The tag is weak: it stands for every encoding. Event
 * streams are written past all of it: they hijack their reply.
 */
export async function addReplyPlugins(app: NestFastifyApplication): Promise<void> {
  await app.register(etag, { weak: true, algorithm: 'sha256' });
  // The order counts: the tag is over the text, before it is compressed, and is taken back here.
  app.getHttpAdapter().getInstance().addHook('onSend', async ({ method }, reply, payload) => {
    const caching = reply.getHeader('cache-control');
    if (method !== 'GET' || ![200, 304].includes(reply.statusCode) || caching === 'no-store') reply.removeHeader('etag');
    else if (reply.hasHeader('etag') && caching === undefined) reply.header('cache-control', 'private, no-cache');
    return payload;
  }); // prettier-ignore
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
}
