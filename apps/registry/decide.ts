import type { Head, Line, ParkedRow, Version } from '@lienthong/storage';
import type { Arrival, DossierBody, ParkedBody } from './arrival';

/** Digits of a sequence that name the place in the source; the rest is the mapping epoch. */
const SOURCE_DIGITS = 64;

/** What one arrival does: a line always (unless it is a redelivery), and a new head, version or parked row where due. */
export interface Effect {
  readonly head?: Head;
  readonly line?: Line;
  readonly version?: Version;
  readonly parked?: ParkedRow;
}

/**
 * Decides what an arrival changes; pure, in the words of the ledger.
 *
 * Newer is the higher sequence, not the later offset. A record *other than the current version's own* with a higher
 * sequence and equal content is UNCHANGED: the head advances to it, no version is made. A record that comes late
 * becomes history. The same coordinate with a sequence not higher than its line's is a redelivery: nothing happens.
 *
 * @param head the dossier's head before this arrival
 * @param lineSequence sequence of the ledger line this coordinate already has
 */
export function decide(arrival: Arrival, head: Head | undefined, lineSequence: string | undefined): Effect {
  if (lineSequence !== undefined && lineSequence >= arrival.sequence) return {};
  const { body } = arrival;
  if (body.kind === 'dossier') return decideDossier(arrival, body, head);
  const outcome = body.kind === 'parked' ? 'PARKED' : 'DROPPED';
  return {
    line: line(arrival, outcome, body.kind === 'parked' ? body.cause : body.rule),
    head: advance(arrival, head, outcome),
    ...(body.kind === 'parked' ? { parked: parkedRow(arrival, body) } : {}),
  };
}

function decideDossier(arrival: Arrival, body: DossierBody, head: Head | undefined): Effect {
  const outcome = body.deleted ? 'DELETED' : 'APPLIED';
  const late = head?.asserted != null && !isNewer(arrival, head.asserted, head.versionOffset ?? -1);
  if (late)
    return {
      line: line(arrival, outcome, null),
      version: version(arrival, body),
      head: advance(arrival, head, outcome),
    };
  if (head?.content === body.content) {
    const own = isOwn(arrival, head);
    const unchanged = own ? outcome : 'UNCHANGED';
    return {
      line: line(arrival, unchanged, null),
      head: { ...advance(arrival, head, unchanged), asserted: arrival.sequence },
    };
  }
  return {
    line: line(arrival, outcome, null),
    version: version(arrival, body),
    head: {
      ...advance(arrival, head, outcome),
      asserted: arrival.sequence,
      versionSequence: arrival.sequence,
      versionOffset: arrival.offset,
      content: body.content,
      deleted: body.deleted,
      status: body.status,
      receivedOn: body.receivedOn,
      timelineEntries: body.timelineEntries,
    },
  };
}

/** The head with its newest-record part moved to the arrival, where that is newer; a first head otherwise. */
function advance(arrival: Arrival, head: Head | undefined, outcome: Head['outcome']): Head {
  const newest = {
    sequence: arrival.sequence,
    generation: arrival.generation,
    partition: arrival.partition,
    offset: arrival.offset,
    outcome,
    rawCommitment: arrival.rawCommitment,
    changedAtMs: arrival.appendedAtMs,
  };
  if (head) return isNewer(arrival, head.sequence, head.offset) ? { ...head, ...newest } : head;
  return {
    id: arrival.dossier,
    system: arrival.system,
    ...newest,
    asserted: null,
    versionSequence: null,
    versionOffset: null,
    content: null,
    deleted: false,
    status: null,
    receivedOn: null,
    timelineEntries: 0,
  };
}

/** Two items of one request share a sequence where their source has no order of its own: then the later one wins. */
function isNewer(arrival: Arrival, sequence: string, offset: number): boolean {
  return arrival.sequence > sequence || (arrival.sequence === sequence && arrival.offset > offset);
}

/** Is this the record the current version was made of, mapped again? */
function isOwn(arrival: Arrival, head: Head): boolean {
  return (
    head.versionOffset === arrival.offset &&
    head.versionSequence?.slice(0, SOURCE_DIGITS) === arrival.sequence.slice(0, SOURCE_DIGITS)
  );
}

function line(arrival: Arrival, outcome: Line['outcome'], cause: string | null): Line {
  const { generation, partition, offset, system, appendedAtMs, page, dossier, sequence } = arrival;
  return { generation, partition, offset, system, appendedAtMs, page, dossier, sequence, outcome, cause };
}

function version(arrival: Arrival, body: DossierBody): Version {
  const { generation, partition, offset, system, appendedAtMs, dossier, sequence } = arrival;
  const { content, deleted, timelineEntries, document } = body;
  return {
    dossier,
    sequence,
    generation,
    partition,
    offset,
    system,
    content,
    deleted,
    timelineEntries,
    appendedAtMs,
    document,
  };
}

function parkedRow(arrival: Arrival, { cause, field, path, rule, sample, suggestion }: ParkedBody): ParkedRow {
  const { generation, partition, offset, system, dossier } = arrival;
  return { generation, partition, offset, system, dossier, cause, field, path, rule, sample, suggestion };
}
