import type { Evidence, RuleFault, Subject } from '../rule';
import type { Software } from './software';
import { softwareOf } from './software-of';
import { markOf, type Matter } from './templates';

const MINUTE = 60_000;

/** States of new matters. @param at change time of each by its number from 0 */
export function matters(count: number, from: number, at: (number: number) => number): Matter[] {
  return Array.from({ length: count }, (_, number) => ({ id: from + number, version: 1, at: at(number) }));
}

/** Hands over a life that every source must read whole: a past, more rows of one instant than a page holds, news. */
export async function usualLife(software: Software): Promise<Set<string>> {
  const { now } = software;
  return lived(software, [
    matters(11, 1, (number) => now - 90 * MINUTE + number * MINUTE),
    matters(5, 101, () => now - 30 * MINUTE),
    matters(8, 201, (number) => now - 8_000 + number * 1_000),
  ]);
}

/** A life of a few pages, for what is tried many times. */
export async function briefLife(software: Software): Promise<Set<string>> {
  const { now } = software;
  return lived(software, [
    matters(4, 1, (number) => now - 90 * MINUTE + number * MINUTE),
    matters(8, 201, (number) => now - 8_000 + number * 1_000),
  ]);
}

async function lived(software: Software, parts: readonly Matter[][]): Promise<Set<string>> {
  for (const part of parts) await software.hand(part);
  return new Set(parts.flat().map(markOf));
}

/** Proves something with the software of an adapter played; closes it in any case. */
export async function played(
  subject: Subject,
  prove: (software: Software, faults: RuleFault[]) => Promise<string>,
): Promise<Evidence> {
  const software = await softwareOf(subject);
  if (typeof software === 'string') return { applies: false, because: software };
  const faults: RuleFault[] = [];
  try {
    return { applies: true, shown: await prove(software, faults), faults };
  } finally {
    await software.close();
  }
}
