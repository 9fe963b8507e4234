/**
 * Runs TypeScript of this repository without a build: `node -r ./test/support/typescript.cjs test/bench/main.ts`.
 * For tools under test/ only; what users run is compiled. Same transformation as in jest.config.js, same aliases.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const REPOSITORY = join(__dirname, '..', '..');
const { jsc, module: format } = require(join(REPOSITORY, 'jest.config.js')).projects[0].transform['\\.ts$'][1];

Module._extensions['.ts'] = (module, filename) => {
  const options = { filename, jsc, module: format, sourceMaps: 'inline', swcrc: false };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function aliased(request, ...rest) {
  const room = /^@lienthong\/([^/]+(?:\/testing)?)$/.exec(request)?.[1];
  return resolve.call(this, room ? join(REPOSITORY, 'libs', room) : request, ...rest);
};

process.setSourceMapsEnabled(true);
