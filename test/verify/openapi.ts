/**
 * Writes contracts/openapi.yaml from the controllers, without a server. With --check nothing is written; a stale file
 * ends it with status 1.
 */
import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { API_CONTROLLERS } from '../../apps/gateway/controllers';
import { openApi } from '../../apps/gateway/openapi/document';

const ROOT = join(__dirname, '..', '..');
const PATH = join(ROOT, 'contracts', 'openapi.yaml');
const BANNER = '# Written by `npm run generate` from apps/gateway.\n';

async function main(): Promise<void> {
  Logger.overrideLogger(false);
  const text = BANNER + stringify(await openApi(API_CONTROLLERS), { aliasDuplicateObjects: false });
  const formatted = await format(text, { ...(await resolveConfig(join(ROOT, 'package.json'))), parser: 'yaml' });
  if (existsSync(PATH) && readFileSync(PATH, 'utf8') === formatted) return;
  if (process.argv.includes('--check')) {
    process.stderr.write('contracts/openapi.yaml is stale\n');
    process.exitCode = 1;
  } else {
    writeFileSync(PATH, formatted);
  }
}

void main();
