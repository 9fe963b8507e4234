import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where `npm run build` puts the console: beside the built gateway, or in dist/ where the gateway runs from its sources. */
const FOLDERS = [join(__dirname, '..', '..', 'console'), join(__dirname, '..', '..', '..', 'dist', 'apps', 'console')];
const YEAR_S = 31_536_000;

/** The folder of the built console; undefined where it was not built. */
export function consoleFolder(): string | undefined {
  return FOLDERS.find((folder) => existsSync(join(folder, 'assets')));
}

/**
 * Lets the process serve the console's files, and gives every answer the headers of a page that loads nothing from
 * elsewhere.
 *
 * @param origins where the console may connect to beside the gateway: the issuer by which people sign in
 */
export async function serveConsole(app: NestFastifyApplication, origins: () => readonly string[]): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The component library sets sizes and colours by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", () => origins().join(' ')],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
  });
  const folder = consoleFolder();
  if (folder === undefined) return;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    cacheControl: false,
    // The names of assets hold a hash of their content.
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('assets') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
}
