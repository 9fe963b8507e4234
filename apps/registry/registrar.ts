import { Register, isPoison, sqlState, type Head, type QueryRunner } from '@lienthong/storage';
import type { Arrival } from './arrival';
import { decide, type Effect } from './decide';

/** Writes a batch into the register: one multi-row statement per table; a poisoned record is found and parked. */
export class Registrar {
  /**
   * @param arrivals of one partition, in the order of the log
   * @returns how many lines were written, by outcome
   * @throws what waiting mends; a record the database refuses does not throw
   */
  async apply(tx: QueryRunner, arrivals: readonly Arrival[]): Promise<Map<string, number>> {
    const outcomes = new Map<string, number>();
    await this.applyRange(new Register(tx), arrivals, outcomes);
    return outcomes;
  }

  private async applyRange(
    register: Register,
    arrivals: readonly Arrival[],
    outcomes: Map<string, number>,
  ): Promise<void> {
    await register.savepoint();
    try {
      const effects = await effectsOf(register, arrivals);
      await write(register, effects);
      await register.releaseSavepoint();
      for (const { line } of effects) if (line) outcomes.set(line.outcome, (outcomes.get(line.outcome) ?? 0) + 1);
    } catch (error) {
      if (!isPoison(error)) throw error;
      await register.rollbackToSavepoint();
      const [only] = arrivals;
      if (arrivals.length === 1 && only) {
        await this.applyRange(register, [poisoned(only, sqlState(error) ?? '')], outcomes);
        return;
      }
      const middle = arrivals.length >> 1;
      await this.applyRange(register, arrivals.slice(0, middle), outcomes);
      await this.applyRange(register, arrivals.slice(middle), outcomes);
    }
  }
}

async function effectsOf(register: Register, arrivals: readonly Arrival[]): Promise<Effect[]> {
  const heads = await register.heads([...new Set(arrivals.map((arrival) => arrival.dossier))]);
  const lines = await linesOf(register, arrivals);
  return arrivals.map((arrival) => {
    const place = coordinate(arrival);
    const effect = decide(arrival, heads.get(arrival.dossier), lines.get(place));
    if (effect.head) heads.set(arrival.dossier, effect.head);
    if (effect.line) lines.set(place, effect.line.sequence);
    return effect;
  });
}

/** A batch nearly always has one record partition; after a crash it may have the coordinates of two generations. */
async function linesOf(register: Register, arrivals: readonly Arrival[]): Promise<Map<string, string>> {
  const groups = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const name = `${arrival.generation}/${arrival.partition}`;
    const group = groups.get(name);
    if (group) group.push(arrival);
    else groups.set(name, [arrival]);
  }
  const lines = new Map<string, string>();
  for (const [name, group] of groups) {
    const { generation, partition } = group[0] as Arrival;
    const found = await register.lines(
      generation,
      partition,
      group.map((arrival) => arrival.offset),
    );
    for (const [offset, sequence] of found) lines.set(`${name}/${offset}`, sequence);
  }
  return lines;
}

async function write(register: Register, effects: readonly Effect[]): Promise<void> {
  const heads = new Map<string, Head>();
  for (const { head } of effects) if (head) heads.set(head.id, head);
  const lines = new Map(effects.flatMap(({ line }) => (line ? [[coordinate(line), line] as const] : [])));
  const parked = new Map(effects.flatMap(({ parked: row }) => (row ? [[coordinate(row), row] as const] : [])));
  await register.insertVersions(effects.flatMap(({ version }) => (version ? [version] : [])));
  await register.saveHeads([...heads.values()]);
  await register.saveLines([...lines.values()]);
  await register.saveParked([...parked.values()]);
}

function coordinate({
  generation,
  partition,
  offset,
}: {
  generation: number;
  partition: number;
  offset: number;
}): string {
  return `${generation}/${partition}/${offset}`;
}

/** The record as parked because the database refused it; what it held is left in `records.v1`. */
function poisoned(arrival: Arrival, state: string): Arrival {
  const rule = `PostgreSQL takes the record (SQLSTATE ${state})`;
  return {
    ...arrival,
    page: plain(arrival.page),
    body: { kind: 'parked', cause: 'POISON', field: null, path: null, rule, sample: null, suggestion: null },
  };
}

function plain(text: string): string {
  return text.replaceAll('\u0000', '');
}
