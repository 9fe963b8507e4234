import type { Node } from '../node';
import { textAt } from '../path';
import { Rejection, type Reading } from './field';
import type { Mapping } from './mapping';
import type { MappedDossier, Outcome, Parked } from './outcome';
import { compileShape } from './shape';
import { zoneOf } from './zone';

/** The system an item comes from. */
export interface About {
  system: string;
  /** IANA zone of its local times. */
  zone: string;
  /** What the item's bytes are written in, as its format says. */
  charset?: string;
}

/** Makes one item a dossier, or says why not. Pure: the same item gives the same outcome. */
export type Normalise = (node: Node, about: About) => Outcome;

/** Compiles a mapping; done once, since compiling is slow and the result is fast. An unknown zone is a RangeError. */
export function compile(mapping: Mapping, adapter: { readonly zone: string }): Normalise {
  zoneOf(adapter.zone);
  const read = compileShape(mapping.shape, '');
  const drops = mapping.drop.map(({ path, equals, rule }) => ({ read: textAt(path), equals: new Set(equals), rule }));
  return (node, about) => {
    for (const drop of drops) {
      const value = drop.read(node)?.trim();
      if (value !== undefined && drop.equals.has(value)) return { kind: 'dropped', rule: drop.rule };
    }
    const reading: Reading = { zone: zoneOf(about.zone), findings: [], isTcvn3: about.charset === 'tcvn3' };
    try {
      const members = read(node, reading) as Record<string, unknown> | undefined;
      const document: MappedDossier = {
        system: about.system,
        deleted: false,
        identifiers: [],
        timeline: [],
        dueDates: [],
        ...members,
        findings: reading.findings,
      };
      // A list the contract requires is empty where the source has no entry, here as above.
      if (document['delivery']) document['delivery'] = { events: [], ...document['delivery'] };
      return { kind: 'dossier', document };
    } catch (error) {
      if (error instanceof Rejection) return parked(error);
      throw error;
    }
  };
}

function parked({ code, field, path, rule, sample, suggestion }: Rejection): Parked {
  return {
    kind: 'parked',
    cause: code,
    field,
    path,
    rule,
    ...(sample !== undefined && { sample }),
    ...(suggestion !== undefined && { suggestion }),
  };
}
