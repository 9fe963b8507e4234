/**
 * The program of the child a mapping from outside runs in; bundled into one file by outside/bundle.mjs. It reads a frame,
 * answers it, and reads the next: there is no moment at which code from outside could run between two records.
 */
import fs from 'node:fs';
import os from 'node:os';
import v8 from 'node:v8';
import { formatOf } from '../manifest/format-of';
import { compile } from '../mapping/compile';
import { mapperOf, type Mapper } from '../mapping/mapper';
import type { Mapping } from '../mapping/mapping';
import type { Outcome } from '../mapping/outcome';
import { frame, FrameReader, type Frame } from './frames';
import { LARGEST_ANSWER, readRecordBody, type Beginning, type Confinement, type Facts } from './messages';
import { takeGlobalsAway } from './vendor-globals';
import { VendorModules } from './vendor-modules';
import * as vocabulary from './vocabulary';

/** The descriptor the parent speaks over. */
const CHANNEL = 3;
const LARGEST_QUESTION = 64_000_000;
const RIGHTS = ['fs.read', 'fs.write', 'child', 'worker', 'addon', 'wasi', 'inspector'];
/** Held from before any code from outside runs: what that code changes in Node's modules is not called. */
const { readSync, writeSync } = fs;
const { networkInterfaces } = os;
const { getHeapStatistics } = v8;
/** Bytes of buffers, which lie beside the heap, that a mapping may hold: as many as of its heap. */
const MOST_BUFFERS = 128_000_000;
/** As if the kernel had ended it, which it does when the engine finds out a little later. */
const OUT_OF_MEMORY = 134;

const reader = new FrameReader(LARGEST_QUESTION);
const waiting: Frame[] = [];
const chunk = Buffer.allocUnsafe(262_144);

function read(): Frame | undefined {
  while (waiting.length === 0) {
    const length = readSync(CHANNEL, chunk);
    if (length === 0) return undefined;
    waiting.push(...reader.push(Buffer.from(chunk.subarray(0, length))));
  }
  return waiting.shift();
}

function write(number: number, body: Buffer): void {
  const bytes = frame(number, body);
  for (let from = 0; from < bytes.length;) from += writeSync(CHANNEL, bytes, from);
}

function tell(about: Confinement | Facts): void {
  write(0, Buffer.from(JSON.stringify(about)));
}

/** An answer as JSON; what is none, or too long, is a defect of the mapping. */
function written(outcome: Outcome | undefined): Buffer {
  try {
    const body = Buffer.from(JSON.stringify(outcome));
    if (body.length <= LARGEST_ANSWER) return body;
  } catch (error) {
    return defect(`a dossier can be written as JSON (${error instanceof Error ? error.name : 'error'})`);
  }
  return defect(`a dossier has at most ${LARGEST_ANSWER} bytes`);
}

function defect(rule: string): Buffer {
  return Buffer.from(JSON.stringify({ kind: 'parked', cause: 'MAPPING_DEFECT', rule } satisfies Outcome));
}

function confinement(): Confinement {
  return {
    environment: Object.keys(process.env).length,
    interfaces: Object.keys(networkInterfaces()).length,
    permitted: RIGHTS.filter((right) => (process.permission as typeof process.permission | undefined)?.has(right) ?? true), // prettier-ignore
  };
}

function mappingOf({ modules, entry }: Beginning): Mapping {
  const { mapping } = new VendorModules(modules, vocabulary).load(entry) as { mapping?: Mapping };
  if (typeof mapping?.describe !== 'function') throw new Error(`${entry} exports no "mapping" made by dossier()`);
  return mapping;
}

function begun(): Mapper | undefined {
  tell(confinement());
  const first = read();
  if (first === undefined) return undefined;
  const beginning = JSON.parse(first.body.toString()) as Beginning;
  takeGlobalsAway();
  const mapping = mappingOf(beginning);
  const mapper = mapperOf(compile(mapping, beginning), formatOf(beginning.format), beginning.zone);
  tell({ rows: mapping.describe(), without: mapping.without });
  return mapper;
}

function serve(): void {
  const mapper = begun();
  if (mapper === undefined) return;
  for (let next = read(); next !== undefined; next = read()) {
    const { item, system } = readRecordBody(next.body);
    const [outcome] = mapper.map(system, [item]) as readonly Outcome[];
    if (outcome?.kind === 'parked' && getHeapStatistics().external_memory > MOST_BUFFERS) process.exit(OUT_OF_MEMORY);
    write(next.number, written(outcome));
  }
}

try {
  serve();
} catch (error) {
  tell({ fault: error instanceof Error ? error.message : 'it throws what is no error' });
}
process.exit();
