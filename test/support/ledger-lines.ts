/** Rows as the registry writes them for one record, for tests that fill the tables themselves. */
import { cloudEvent, type Outgoing } from '@lienthong/messaging';
import type { Head, Line, Version } from '@lienthong/storage';

/** A new topic has no leader for a moment. */
export async function eventually<T>(call: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** The day it is in Asia/Ho_Chi_Minh. */
export function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Does the registry make a version of it? */
export function hasVersion({ outcome }: Line): boolean {
  return outcome === 'APPLIED' || outcome === 'DELETED';
}

/** The version row of a line. */
export function version(line: Line): Version {
  return { ...line, content: line.dossier, deleted: line.outcome === 'DELETED', timelineEntries: 0, document: '{}' };
}

/** The head row of a line that is its dossier's only one. */
export function head(line: Line): Head {
  const own = hasVersion(line);
  return {
    ...line,
    id: line.dossier,
    rawCommitment: 'raw',
    asserted: own ? line.sequence : null,
    versionSequence: own ? line.sequence : null,
    versionOffset: own ? line.offset : null,
    content: own ? line.dossier : null,
    deleted: line.outcome === 'DELETED',
    status: null,
    receivedOn: null,
    timelineEntries: 0,
    changedAtMs: line.appendedAtMs,
  };
}

/** A line before its record lies in the log. */
export type Draft = Omit<Line, 'partition' | 'offset' | 'appendedAtMs' | 'cause'>;

/** The record of a line, as intake publishes it but for its value. */
export function record({ dossier, system, sequence, page }: Draft): Outgoing {
  const event = { id: sequence, type: 'record', system, subject: dossier, sequence, page, timeMs: Date.now() };
  return { key: dossier, value: '{}', headers: cloudEvent(event) };
}
