#!/usr/bin/env node
/* Plain JavaScript that any Node reads, so that an old one gets a sentence instead of a stack. */
'use strict';

const { existsSync } = require('fs');
const { join } = require('path');

const built = join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'main.js');

function refuse(text) {
  console.error(text);
  process.exitCode = 1;
}

if (Number(process.versions.node.split('.')[0]) < 22) {
  refuse(
    'lienthong needs Node 22 or newer; this is ' +
      process.version +
      '. In the checkout, after npm ci, run it as: npx lienthong ' +
      process.argv.slice(2).join(' '),
  );
} else if (!existsSync(built)) {
  refuse('lienthong is not built yet: run npm run build first (npm start does it, too).');
} else {
  require(built);
}
