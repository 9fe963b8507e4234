import type { IHeaders } from 'kafkajs';

/** One message as a handler sees it. Headers stay raw until asked for: most are never read. */
export interface Message {
  readonly offset: number;
  /** Append time, ms since 1970 (the topics use LogAppendTime). */
  readonly appendedAtMs: number;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: IHeaders;
}

/** What a handler takes: messages of one partition, in order, at most {@link BATCH_ROWS} of them. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly Message[];
}

/** A message to be appended; the partition follows from the key. */
export interface Outgoing {
  readonly key: string;
  readonly value: string | Buffer;
  readonly headers: Record<string, string>;
}

/** Where an outgoing message came to lie. */
export interface Appended {
  readonly partition: number;
  readonly offset: number;
}

/** A header as text; undefined when it is absent. */
export function header(message: Message, name: string): string | undefined {
  const value = message.headers[name];
  return value === undefined ? undefined : String(value);
}

/** The headers every message carries (CloudEvents 1.0, Kafka binding in binary mode). */
export function cloudEvent(event: {
  id: string;
  type: string;
  system: string;
  subject: string;
  sequence: string;
  page: string;
  timeMs: number;
}): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: `/systems/${event.system}`,
    ce_subject: event.subject,
    ce_time: new Date(event.timeMs).toISOString(),
    ce_sequence: event.sequence,
    ce_page: event.page,
    'content-type': 'application/json',
  };
}
