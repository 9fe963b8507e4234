import { packSequence } from '@lienthong/canonical';
import type { Head } from '@lienthong/storage';
import type { Arrival, DossierBody } from './arrival';
import { decide } from './decide';

const at = (readSeq: number, mappingEpoch = 1): string => packSequence({ leaseEpoch: 1, readSeq, mappingEpoch });

function dossier(sequence: string, offset: number, content: string, change: Partial<DossierBody> = {}): Arrival {
  return {
    generation: 1,
    partition: 3,
    offset,
    system: 'a',
    page: '1-0',
    dossier: 'd',
    sequence,
    appendedAtMs: offset,
    rawCommitment: `raw-${offset}`,
    body: {
      kind: 'dossier',
      document: '{}',
      content,
      deleted: false,
      status: 'ACCEPTED',
      receivedOn: null,
      timelineEntries: 1,
      ...change,
    },
  };
}

function parked(sequence: string, offset: number): Arrival {
  return {
    ...dossier(sequence, offset, ''),
    body: { kind: 'parked', cause: 'DATE', field: '/a', path: 'a/b', rule: 'a date', sample: '99', suggestion: null },
  };
}

/** Applies arrivals one after the other, as the registrar does. */
function run(...arrivals: Arrival[]): { head: Head | undefined; outcomes: (string | undefined)[]; versions: string[] } {
  let head: Head | undefined;
  const lines = new Map<number, string>();
  const outcomes: (string | undefined)[] = [];
  const versions: string[] = [];
  for (const arrival of arrivals) {
    const effect = decide(arrival, head, lines.get(arrival.offset));
    head = effect.head ?? head;
    if (effect.line) lines.set(arrival.offset, effect.line.sequence);
    outcomes.push(effect.line?.outcome);
    if (effect.version) versions.push(effect.version.content);
  }
  return { head, outcomes, versions };
}

describe(decide.name, () => {
  it('makes a version of a first record', () => {
    const { head, outcomes, versions } = run(dossier(at(1), 10, 'A'));
    expect(outcomes).toEqual(['APPLIED']);
    expect(versions).toEqual(['A']);
    expect(head).toMatchObject({ content: 'A', versionOffset: 10, asserted: at(1), outcome: 'APPLIED' });
  });

  it('ignores a redelivery: same coordinate, same sequence', () => {
    expect(run(dossier(at(1), 10, 'A'), dossier(at(1), 10, 'A')).outcomes).toEqual(['APPLIED', undefined]);
  });

  it('calls a newer record with equal content unchanged, and the head advances to it', () => {
    const { head, outcomes, versions } = run(dossier(at(1), 10, 'A'), dossier(at(2), 11, 'A'));
    expect(outcomes).toEqual(['APPLIED', 'UNCHANGED']);
    expect(versions).toEqual(['A']);
    expect(head).toMatchObject({ sequence: at(2), asserted: at(2), versionSequence: at(1), rawCommitment: 'raw-11' });
  });

  it('keeps the newer version when an older one arrives late, as history', () => {
    const { head, outcomes, versions } = run(dossier(at(5), 10, 'B'), dossier(at(4), 11, 'A'));
    expect(outcomes).toEqual(['APPLIED', 'APPLIED']);
    expect(versions).toEqual(['B', 'A']);
    expect(head).toMatchObject({ content: 'B', sequence: at(5), versionOffset: 10 });
  });

  it('keeps content asserted since by an unchanged record when a late one lies between', () => {
    const { head } = run(dossier(at(1), 10, 'A'), dossier(at(3), 11, 'A'), dossier(at(2), 12, 'B'));
    expect(head).toMatchObject({ content: 'A', versionSequence: at(1), asserted: at(3) });
  });

  it('keeps the current version’s own record current when it is mapped again to equal content', () => {
    const { head, outcomes, versions } = run(dossier(at(1, 1), 10, 'A'), dossier(at(1, 2), 10, 'A'));
    expect(outcomes).toEqual(['APPLIED', 'APPLIED']);
    expect(versions).toEqual(['A']);
    expect(head).toMatchObject({ asserted: at(1, 2), versionSequence: at(1, 1) });
  });

  it('makes a version when a new mapping gives the same record other content', () => {
    const { head, versions } = run(dossier(at(1, 1), 10, 'A'), dossier(at(1, 2), 10, 'B'));
    expect(versions).toEqual(['A', 'B']);
    expect(head).toMatchObject({ content: 'B', versionSequence: at(1, 2) });
  });

  it('leaves the version standing when a newer record is parked, and takes the next good one', () => {
    const between = run(dossier(at(1), 10, 'A'), parked(at(2), 11));
    expect(between.outcomes).toEqual(['APPLIED', 'PARKED']);
    expect(between.head).toMatchObject({ content: 'A', outcome: 'PARKED', rawCommitment: 'raw-11', asserted: at(1) });
    const after = run(dossier(at(1), 10, 'A'), parked(at(2), 11), dossier(at(3), 12, 'C'));
    expect(after.head).toMatchObject({ content: 'C', outcome: 'APPLIED' });
  });

  it('gives a parked record a head, so that the same bytes are not published again', () => {
    expect(run(parked(at(1), 10)).head).toMatchObject({
      outcome: 'PARKED',
      versionSequence: null,
      rawCommitment: 'raw-10',
    });
  });

  it('lets the later item of one request win where both carry the same sequence', () => {
    expect(run(dossier(at(1), 10, 'A'), dossier(at(1), 11, 'B')).head).toMatchObject({
      content: 'B',
      versionOffset: 11,
    });
  });

  it('records a deletion as a version that is deleted', () => {
    const { head, outcomes } = run(dossier(at(1), 10, 'A'), dossier(at(2), 11, 'A-', { deleted: true }));
    expect(outcomes).toEqual(['APPLIED', 'DELETED']);
    expect(head).toMatchObject({ deleted: true, versionOffset: 11 });
  });
});
