import { Fault, type SettingsSpec } from '@lienthong/canonical';
import type { Format } from './format';
import type { IdentityField } from './identity';
import type { OutsideMapper } from './mapping/mapper';
import type { Mapping } from './mapping/mapping';
import type { Source } from './source';

/** How the product speaks to one kind of legacy software: a plain object that knows no framework, topic or table. */
export interface Adapter {
  /** The name of its folder, such as `municipal-xes`. */
  readonly name: string;
  /** One sentence for the operator. */
  readonly about: string;
  readonly settings: SettingsSpec;
  /** IANA zone the software writes its local times in. */
  readonly zone: string;
  readonly source: Source;
  readonly format: Format;
  readonly identity: IdentityField;
  readonly mapping: Mapping;
  /** Runs the mapping of an adapter from outside; where it is there, `mapping` holds no fields. */
  readonly mapper?: OutsideMapper;
}

const MEMBERS = ['name', 'about', 'settings', 'zone', 'source', 'format', 'identity', 'mapping'] as const;

/** Checks an adapter and freezes it; a fault LT-ADAPTER-2 names what is missing or contradicts itself. */
export function defineAdapter(adapter: Adapter): Adapter {
  const missing = MEMBERS.filter((member) => !adapter[member]);
  if (missing.length > 0) refuse(adapter.name, `lacks ${missing.join(', ')}`);
  if (!/^[a-z][a-z0-9-]*$/.test(adapter.name))
    refuse(adapter.name, 'needs a name of lower-case letters, digits, hyphens');
  try {
    new Intl.DateTimeFormat('en', { timeZone: adapter.zone });
  } catch (cause) {
    throw new Fault('LT-ADAPTER-2', `Adapter ${adapter.name}: "${adapter.zone}" is not an IANA time zone.`, { cause });
  }
  return Object.freeze({ ...adapter });
}

function refuse(name: string, what: string): never {
  throw new Fault('LT-ADAPTER-2', `Adapter ${name}: ${what}.`);
}
