/**
 * What both sides of P1 read: canonical dossiers as messages of `dossiers.v1`, the same bytes in every run.
 *
 * A dossier is 1.5 KB, about the least the contract allows with four timeline entries: its origin alone, with two
 * commitments, is 0.4 KB. The sealed personal values have the size of a name, a phone number and an address after
 * deflation. The seal is dummy bytes: neither side opens it.
 */
import { createHash } from 'node:crypto';
import { Partitioners } from 'kafkajs';

/** The system every message belongs to. */
export const SYSTEM = 'bench';

/** Partitions of every topic of the benchmark, on both sides. */
export const PARTITIONS = 12;

/** One message: its place is fixed, so that coordinates in it are true. */
export interface Message {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition: number;
}

const STEPS = ['receive', 'examine', 'decide', 'return'];
const SEALED_BYTES = 120;
const FIRST_DAY = Date.UTC(2026, 0, 5);
const partitionOf = Partitioners.DefaultPartitioner();
const metadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
  partitionId,
  leader: 1,
  isr: [],
  replicas: [],
  partitionErrorCode: 0,
}));

/**
 * Dossiers `0 … count - 1` in their `round`-th state: round 0 inserts, every later round changes each of them once.
 *
 * @param next next offset of each partition in `records.v1`, advanced in place, so that every coordinate is used once
 */
export function* dossiers(count: number, round: number, next: number[]): Generator<Message> {
  for (let number = 0; number < count; number++) {
    const key = idOf(number);
    const partition = placeOf(key);
    const offset = next[partition] ?? 0;
    next[partition] = offset + 1;
    yield messageOf(number, round, key, partition, offset);
  }
}

/** The dossier id of a number: a UUID of version 5 shape, spread evenly. */
export function idOf(number: number): string {
  const hex = hash(`dossier ${number}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The partition Kafka's own partitioner gives a key. */
export function placeOf(key: string): number {
  return partitionOf({ topic: '', partitionMetadata: metadata, message: { key, value: '' } });
}

function messageOf(number: number, round: number, key: string, partition: number, offset: number): Message {
  const sequence = [0, number, 1, round, 1].map((part) => part.toString(16).padStart(16, '0')).join('');
  const appended = FIRST_DAY + number + round * 86_400_000;
  const page = `1-${round}`;
  const time = instant(appended);
  const headers = {
    ce_specversion: '1.0',
    ce_id: `1-${partition}-${offset}-1`,
    ce_type: 'dossier',
    ce_source: `/systems/${SYSTEM}`,
    ce_subject: key,
    ce_time: time,
    ce_sequence: sequence,
    ce_page: page,
    ce_generation: '1',
    ce_recordpartition: String(partition),
    ce_recordoffset: String(offset),
    ce_recordtime: String(appended),
    'content-type': 'application/json',
    traceparent: `00-${hash(`${round} ${number}`).slice(0, 32)}-00f067aa0ba902b7-00`,
  };
  const origin = { generation: 1, partition, offset, appendedAt: time, page, ...provenance(number, round) };
  return { key, partition, headers, value: JSON.stringify(document(number, round, key, origin)) };
}

function document(number: number, round: number, id: string, origin: object): object {
  const start = FIRST_DAY + (number % 240) * 86_400_000;
  const code = `000.00.${String(number % 97).padStart(2, '0')}.H29-260105-${String(number).padStart(6, '0')}`;
  const decided = round > 0;
  return {
    id,
    system: SYSTEM,
    deleted: false,
    identifiers: [{ scheme: 'dossier-code', value: code, source: SYSTEM }],
    status: decided
      ? { code: 'DECIDED', national: 9, raw: `9.${round}` }
      : { code: 'IN_PROGRESS', national: 4, raw: '4' },
    receivedAt: { at: day(start), precision: 'DAY' },
    timeline: STEPS.map((step, index) => entry(step, start + index * 90_000_000, hash(`${number} ${index}`))),
    dueDates: [],
    origin,
    findings: [],
    personal: { key: idOf(-1 - number), data: sealed(number, round) },
  };
}

function entry(step: string, at: number, key: string): object {
  return { key: `${key.slice(0, 32)}-0`, step, occurredAt: { at: instant(at), precision: 'SECOND' } };
}

function provenance(number: number, round: number): object {
  return {
    rawCommitment: hash(`raw ${round} ${number}`),
    contentCommitment: hash(`content ${round} ${number}`),
    mediaType: 'application/xml',
    charset: 'utf-8',
    confidence: 1,
    mapping: '0123456789abcdef',
    mappingEpoch: 1,
    adapter: 'bench',
  };
}

/** Bytes that do not compress, like every sealed value. */
function sealed(number: number, round: number): string {
  const parts: Buffer[] = [];
  for (let part = 0; part * 64 < SEALED_BYTES; part++) {
    parts.push(createHash('sha512').update(`${round} ${number} ${part}`).digest());
  }
  return Buffer.concat(parts).subarray(0, SEALED_BYTES).toString('base64');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function instant(at: number): string {
  return `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
