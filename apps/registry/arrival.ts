import { Fault } from '@lienthong/canonical';
import { header, type Message } from '@lienthong/messaging';

/** A message of `dossiers.v1` as the registry reads it: the coordinate of its record, its order, and its public columns. */
export interface Arrival {
  readonly generation: number;
  readonly partition: number;
  readonly offset: number;
  readonly system: string;
  readonly page: string;
  readonly dossier: string;
  readonly sequence: string;
  readonly appendedAtMs: number;
  readonly rawCommitment: string;
  readonly body: DossierBody | ParkedBody | DroppedBody;
}

/** A dossier: what lists and the head need of it; `document` is the message's own text. */
export interface DossierBody {
  readonly kind: 'dossier';
  readonly document: string;
  readonly content: string;
  readonly deleted: boolean;
  readonly status: string | null;
  readonly receivedOn: string | null;
  readonly timelineEntries: number;
}

/** A record that could not be normalised; never a value, only its masked shape. */
export interface ParkedBody {
  readonly kind: 'parked';
  readonly cause: string;
  readonly field: string | null;
  readonly path: string | null;
  readonly rule: string;
  readonly sample: string | null;
  readonly suggestion: string | null;
}

/** A record left out by a named rule. */
export interface DroppedBody {
  readonly kind: 'dropped';
  readonly rule: string;
}

interface DossierValue {
  deleted: boolean;
  status: { code: string };
  receivedAt?: { at: string };
  timeline: unknown[];
  origin: { rawCommitment: string; contentCommitment: string };
}

interface NoteValue {
  cause?: string;
  field?: string;
  path?: string;
  rule: string;
  sample?: string;
  suggestion?: string;
  commitment: string;
}

/**
 * Reads a message.
 *
 * @throws Fault LT-LOG-4 when headers or value are not those of the contract: our own normalizer wrote it, so the
 *   partition waits for a person rather than losing a record
 */
export function readArrival(message: Message): Arrival {
  const text = message.value.toString('utf8');
  const type = header(message, 'ce_type');
  try {
    const value: unknown = JSON.parse(text);
    const [rawCommitment, body] =
      type === 'dossier' ? dossier(value as DossierValue, text) : note(type, value as NoteValue);
    return {
      generation: integer(message, 'ce_generation'),
      partition: integer(message, 'ce_recordpartition'),
      offset: integer(message, 'ce_recordoffset'),
      appendedAtMs: integer(message, 'ce_recordtime'),
      system: required(message, 'ce_source').slice('/systems/'.length),
      page: required(message, 'ce_page'),
      sequence: required(message, 'ce_sequence'),
      dossier: message.key,
      rawCommitment,
      body,
    };
  } catch (cause) {
    throw new Fault(
      'LT-LOG-4',
      `The message at offset ${message.offset} of dossiers.v1 is not what the contract says.`,
      { cause },
    );
  }
}

function dossier(value: DossierValue, document: string): [string, DossierBody] {
  const body: DossierBody = {
    kind: 'dossier',
    document,
    content: value.origin.contentCommitment,
    deleted: value.deleted,
    status: value.status.code,
    receivedOn: value.receivedAt?.at ?? null,
    timelineEntries: value.timeline.length,
  };
  return [value.origin.rawCommitment, body];
}

function note(type: string | undefined, value: NoteValue): [string, ParkedBody | DroppedBody] {
  if (type === 'dropped') return [value.commitment, { kind: 'dropped', rule: value.rule }];
  if (type !== 'parked') throw new Error('unknown ce_type');
  const { cause = 'UNKNOWN', field = null, path = null, rule, sample = null, suggestion = null } = value;
  return [value.commitment, { kind: 'parked', cause, field, path, rule, sample, suggestion }];
}

function required(message: Message, name: string): string {
  const value = header(message, name);
  if (value === undefined) throw new Error(`no header ${name}`);
  return value;
}

function integer(message: Message, name: string): number {
  const value = Number(required(message, name));
  if (!Number.isSafeInteger(value)) throw new Error(`header ${name} is no number`);
  return value;
}
