import { hash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { canonicalJson } from '@lienthong/canonical';
import { Malformed, type Format, type ItemFault, type RawItem } from '../format';
import type { Node } from '../node';
import { textAt } from '../path';

/** How a source that hands a dossier over in parts tells them: its queue of dossiers, of statuses, of results. */
export interface PartsOptions {
  /** Path within a part of the member that names its kind. */
  readonly kind: string;
  /** The kind without which there is no dossier. */
  readonly main: string;
  /** The other kinds. Of a kind with a path, a dossier has one part for each value there; of others the newest counts. */
  readonly others: Readonly<Record<string, string | null>>;
  /** So long a part waits for the main one before it is parked as PART_ALONE, in milliseconds: a day. */
  readonly waitMs?: number;
}

/** One part of a dossier: its exact bytes, and what tells it from the dossier's other parts. */
export interface Part {
  readonly kind: string;
  /** '' where a dossier has one part of the kind. */
  readonly key: string;
  readonly raw: Buffer;
  readonly charset: string;
}

/** A format whose items are parts of dossiers, which intake joins before they become records. */
export interface PartsFormat extends Format {
  readonly parts: {
    readonly waitMs: number;
    readonly main: string;
    /** The part that an item is, or why it is none. */
    of(item: RawItem): Part | ItemFault;
    /** The record of all parts of a dossier known so far, in whatever order they are given. */
    join(parts: readonly Part[]): RawItem;
  };
}

const DAY_MS = 86_400_000;
const BRACKET = 0x5b;

/** The format as one of parts; undefined where its items are whole records. */
export function partsOf(format: Format): PartsFormat['parts'] | undefined {
  return (format as Partial<PartsFormat>).parts;
}

/**
 * Joins what a source hands over in parts. The raw bytes of a record are then the RFC 8785 array of its parts, and its
 * tree has one list per kind, such as `hoso`, `trangthai`, `ketqua`, each in the order of the keys: numbers by their size.
 *
 * @param format of one part
 */
export function parts(format: Format, options: PartsOptions): PartsFormat {
  const kindOf = textAt(options.kind);
  const keys = new Map<string, ((node: Node) => string | undefined) | undefined>([[options.main, undefined]]);
  for (const [kind, path] of Object.entries(options.others)) keys.set(kind, path === null ? undefined : textAt(path));
  const unknown = `a part says at ${options.kind} which one of ${[...keys.keys()].join(', ')} it is`;
  return {
    ...format,
    parse: (raw, charset) => treeOf(format, kindOf, raw, charset),
    parts: {
      main: options.main,
      waitMs: options.waitMs ?? DAY_MS,
      of({ raw, head, charset, fault }) {
        if (fault !== undefined || raw === undefined)
          return fault ?? { code: 'TOO_LARGE', rule: 'a part has its bytes' };
        const kind = kindOf(head)?.trim();
        if (kind === undefined || !keys.has(kind)) return { code: 'PART_UNKNOWN', path: options.kind, rule: unknown };
        const readKey = keys.get(kind);
        const key = readKey ? readKey(head)?.trim().normalize('NFC') : '';
        if (key !== undefined) return { kind, key, raw, charset };
        return { code: 'PART_UNKNOWN', path: options.others[kind] ?? '', rule: `a part of ${kind} has what tells it from the others` }; // prettier-ignore
      },
      join: (all) => joined(format, options.main, all),
    },
  };
}

function joined(format: Format, main: string, all: readonly Part[]): RawItem {
  const sorted = [...all].sort((a, b) => order(a, b));
  const raw = Buffer.from(canonicalJson(sorted.map(written)));
  const first = sorted.find(({ kind }) => kind === main) ?? sorted[0];
  const head = first === undefined ? {} : headOf(format, first);
  return { raw, size: raw.length, digest: hash('sha256', raw, 'buffer'), head, charset: 'utf-8' };
}

/** Numbers by their size, so that the last part of a kind is the newest where keys are numbers that rise. */
function order(a: Part, b: Part): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  const areNumbers = /^\d+$/.test(a.key) && /^\d+$/.test(b.key);
  if (areNumbers && a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : 1;
}

function written({ kind, key, raw, charset }: Part): object {
  return { kind, key, charset, ...(isUtf8(raw) ? { raw: raw.toString('utf8') } : { base64: raw.toString('base64') }) };
}

function headOf(format: Format, { raw, charset }: Part): Node {
  try {
    return format.parse(raw, charset);
  } catch (error) {
    if (error instanceof Malformed) return {};
    throw error;
  }
}

/** A part alone is the tree of a dossier of which nothing else is known: so samples show what one queue gives. */
function treeOf(format: Format, kindOf: (node: Node) => string | undefined, raw: Buffer, charset: string): Node {
  if (raw[0] !== BRACKET) {
    const node = format.parse(raw, charset);
    return { [kindOf(node)?.trim() ?? '']: [node] };
  }
  const tree: Record<string, Node[]> = {};
  for (const { kind, raw: bytes, charset: own } of read(raw)) (tree[kind] ??= []).push(format.parse(bytes, own));
  return tree;
}

function read(raw: Buffer): Part[] {
  try {
    const all = JSON.parse(raw.toString('utf8')) as { kind: string; key: string; charset: string; raw?: string; base64?: string }[]; // prettier-ignore
    return all.map(({ kind, key, charset, raw: text, base64 = '' }) => ({ kind, key, charset, raw: text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text) })); // prettier-ignore
  } catch (cause) {
    throw new Malformed('MALFORMED', 'record', 'a joined record is an array of parts', cause);
  }
}
