import type { ItemBytes, Outcome } from '@lienthong/adapter-sdk';
import { Fault, validateRecord, withMappingEpoch, type RecordMessage } from '@lienthong/canonical';
import { cloudEvent, header, type Message, type Outgoing } from '@lienthong/messaging';
import { counter, open, type DataKey, type IndexKey, type KeyRing } from '@lienthong/platform';
import type { Arrival } from './arrival';
import { assemble, peopleOf } from './assemble';
import type { Installed, InstalledSystem } from './installed';

type Parked = Extract<Outcome, { kind: 'parked' }>;

const parked = (cause: string, rule: string, path?: string): Parked => ({
  kind: 'parked',
  cause,
  rule,
  ...(path === undefined ? {} : { path }),
});

const stops = counter(
  'lienthong_mapping_stops_total',
  'Records that a mapping failed on, ran out of time or memory on, or was not run for, by system and cause.',
  ['system', 'outcome'],
);

/** A mapper that gives fewer outcomes than it was given records. */
const UNMAPPED = parked('MAPPING_DEFECT', 'the mapping gives an outcome for every record');

/** Makes one message of `dossiers.v1` of each record: a dossier, or why it is none. Never throws for a record's sake. */
export class Normalizer {
  constructor(
    private readonly keys: KeyRing,
    private readonly installed: Installed,
    private readonly generation: number,
    private readonly index: IndexKey,
  ) {}

  /** @throws only where keys or systems cannot be read: the batch is then tried again as a whole */
  async normalize(partition: number, messages: readonly Message[]): Promise<Outgoing[]> {
    const arrivals = messages.map((message) => this.arrival(partition, message));
    const systems = await this.installed.of(arrivals.map(({ record }) => record.system));
    const keys = await this.keys.find(
      arrivals.filter(({ record }) => record.sealed).map(({ record }) => record.dossier),
    );
    const outcomes = await outcomesOf(arrivals, systems, keys);
    return arrivals.map((arrival, index) => {
      const { system, dossier } = arrival.record;
      return this.one(arrival, outcomes[index] ?? UNMAPPED, systems.get(system), keys.get(dossier));
    });
  }

  private arrival(partition: number, message: Message): Arrival {
    return { message, record: readRecord(message), generation: this.generation, partition };
  }

  private one(
    arrival: Arrival,
    outcome: Outcome,
    system: InstalledSystem | undefined,
    key: DataKey | undefined,
  ): Outgoing {
    const epoch = system?.mappingEpoch ?? 0;
    if (outcome.kind === 'dossier' && system && key) {
      try {
        const outgoing = message(arrival, 'dossier', epoch, assemble(outcome.document, arrival, system, key));
        outgoing.headers['searchtokens'] = this.index.header(peopleOf(outcome.document));
        return outgoing;
      } catch (error) {
        return message(arrival, 'parked', epoch, note(arrival, unfit(error), system));
      }
    }
    if (outcome.kind === 'parked' && outcome.cause.startsWith('MAPPING_'))
      stops.inc({ system: arrival.record.system, outcome: outcome.cause });
    return message(arrival, outcome.kind, epoch, note(arrival, outcome, system));
  }
}

/** Why a mapped document is none of the contract: an entry that is no object, say, makes assembling it fail sooner. */
function unfit(error: unknown): Parked {
  if (error instanceof TypeError || error instanceof RangeError)
    return parked('CONTRACT', `a dossier is of the shape of contracts/dossier.v1 (${error.name})`);
  if (!(error instanceof Fault) || error.kind !== 'data') throw error;
  return parked('CONTRACT', error.message);
}

/** What becomes of each record, in their order: those that can be opened are mapped, the records of a system in one call. */
async function outcomesOf(
  arrivals: readonly Arrival[],
  systems: ReadonlyMap<string, InstalledSystem>,
  keys: ReadonlyMap<string, DataKey>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const toMap = new Map<InstalledSystem, { indexes: number[]; items: ItemBytes[] }>();
  for (const [index, { record }] of arrivals.entries()) {
    const system = systems.get(record.system);
    const item = itemOf(record, system, keys.get(record.dossier));
    if ('kind' in item || !system) {
      outcomes[index] = 'kind' in item ? item : UNMAPPED;
      continue;
    }
    const lot = toMap.get(system) ?? { indexes: [], items: [] };
    lot.indexes.push(index);
    lot.items.push(item);
    toMap.set(system, lot);
  }
  // All at once: a mapping in a process of its own that takes long keeps no other from being mapped.
  await Promise.all(
    [...toMap].map(async ([{ code, mapper }, { indexes, items }]) => {
      const mapped = await mapper.map(code, items);
      for (const [at, index] of indexes.entries()) outcomes[index] = mapped[at] ?? UNMAPPED;
    }),
  );
  return outcomes;
}

function itemOf(
  record: RecordMessage,
  system: InstalledSystem | undefined,
  key: DataKey | undefined,
): ItemBytes | Parked {
  if (record.fault) return parked(record.fault.code, record.fault.rule, record.fault.path);
  if (!system) return parked('SYSTEM_UNKNOWN', 'the system exists and its adapter is installed');
  if (!record.sealed || !key) return parked('KEY_MISSING', 'the data key of the dossier exists');
  try {
    return { raw: open(key, record.system, 'raw', record.sealed), charset: record.charset };
  } catch (error) {
    if (error instanceof Fault && error.code === 'LT-KEY-2')
      return parked('SEAL_BROKEN', 'the sealed bytes are those intake sealed');
    throw error;
  }
}

function note({ record }: Arrival, outcome: Outcome, system: InstalledSystem | undefined): string {
  const common = { system: record.system, dossier: record.dossier, commitment: record.commitment };
  if (outcome.kind !== 'parked')
    return JSON.stringify({ ...common, rule: outcome.kind === 'dropped' ? outcome.rule : '' });
  const { cause, field, path, rule, sample, suggestion } = outcome;
  return JSON.stringify({
    ...common,
    cause,
    field,
    path,
    rule,
    sample,
    suggestion,
    mapping: system?.adapter.mapping.version ?? 'none',
  });
}

function message(
  { message: source, record, generation, partition }: Arrival,
  type: string,
  epoch: number,
  value: string,
): Outgoing {
  const sequence = withMappingEpoch(header(source, 'ce_sequence') ?? '', epoch);
  const headers = {
    ...cloudEvent({
      id: `${generation}-${partition}-${source.offset}-${epoch}`,
      type,
      system: record.system,
      subject: record.dossier,
      sequence,
      page: record.page,
      timeMs: source.appendedAtMs,
    }),
    ce_generation: String(generation),
    ce_recordpartition: String(partition),
    ce_recordoffset: String(source.offset),
    ce_recordtime: String(source.appendedAtMs),
  };
  return { key: source.key, value, headers };
}

/** A record's value; where it is not JSON of the contract, what its headers tell, with a fault that parks it. */
function readRecord(message: Message): RecordMessage {
  try {
    const record: unknown = JSON.parse(message.value.toString('utf8'));
    if (validateRecord(record).length === 0 && (record as RecordMessage).dossier === message.key)
      return record as RecordMessage;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {
    system: header(message, 'ce_source')?.slice('/systems/'.length) ?? 'unknown',
    dossier: message.key,
    page: header(message, 'ce_page') ?? '0-0',
    commitment: '0'.repeat(64),
    fault: { code: 'UNREADABLE', rule: 'the message is a record of contracts/record.v1' },
  } as RecordMessage;
}
