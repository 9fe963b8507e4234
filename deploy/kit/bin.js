#!/usr/bin/env node
/* Plain JavaScript that any Node reads, so that an old one gets a sentence instead of a stack. */
'use strict';

if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(
    `lienthong needs Node 22 or newer; this is ${process.version}. Get one from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  require('./lienthong.js');
}
