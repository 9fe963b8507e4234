import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { compactPersonId, exactName, foldWord } from '@lienthong/vietnam';
import type { Configuration } from './configuration';

/** Tokens of a name, without repetition: one for each word as written, and one for each word without diacritics. */
export interface NameTokens {
  readonly exact: string[];
  readonly folded: string[];
}

/** What is known of a person whom a search has to find. */
export interface SearchedPerson {
  readonly name?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** A word's two tokens. */
interface WordTokens {
  readonly exact: string;
  readonly folded: string;
}

const TOKEN_BYTES = 8;
/** No name has more words, nor more characters. */
const MAX_WORDS = 32;
const MAX_NAME = 6_000;
/** Words of one generation of the cache, and how long they are at most; two generations are kept, about 6 MB. */
const CACHED_WORDS = 10_000;
const LONGEST_CACHED = 64;

/**
 * The index key: turns words and personal numbers into tokens by which a sealed name is found, 8 bytes of HMAC-SHA256 as
 * hex. It is derived from the master key under a label of its own, and opens nothing. A token tells whoever reads it
 * only that two dossiers share a word.
 */
export class IndexKey {
  private readonly exactWord: KeyObject;
  private readonly foldedWord: KeyObject;
  private readonly personId: KeyObject;
  /** Words of names repeat: those used lately keep their tokens, in this process's memory alone. */
  private recent = new Map<string, readonly WordTokens[]>();
  private older = new Map<string, readonly WordTokens[]>();

  /** @param secret the 32 bytes of the master key; see {@link loadIndexKey} */
  constructor(secret: Buffer) {
    if (secret.length !== 32) throw new Fault('LT-KEY-1', 'The master key must be 32 bytes, written as 64 hex digits.');
    const index = createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'lienthong index v1', 32)));
    this.exactWord = labelled(index, 'exact word');
    this.foldedWord = labelled(index, 'folded word');
    this.personId = labelled(index, 'personal id');
  }

  /** Tokens of the words of a name, or of what somebody looks for. */
  nameTokens(text: string): NameTokens {
    const exact = new Set<string>();
    const folded = new Set<string>();
    this.addName(text, exact, folded);
    return { exact: [...exact], folded: [...folded] };
  }

  /** Token of a personal number, however it is spaced. */
  idToken(text: string): string {
    return token(this.personId, compactPersonId(text));
  }

  /** The header `searchtokens` of a dossier: `e`, `f` and `i`, the distinct tokens of all its people's names and ids. */
  header(people: readonly SearchedPerson[]): string {
    const [e, f, i] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const { name, ids = [] } of people) {
      if (name !== undefined) this.addName(name, e, f);
      for (const id of ids) this.addId(id, i);
    }
    return JSON.stringify({ e: [...e], f: [...f], i: [...i] });
  }

  private addId(text: string, ids: Set<string>): void {
    const compact = compactPersonId(text);
    if (compact !== '') ids.add(token(this.personId, compact));
  }

  private addName(text: string, exact: Set<string>, folded: Set<string>): void {
    let words = 0;
    for (const piece of text.slice(0, MAX_NAME).split(' ')) {
      for (const tokens of this.pieceTokens(piece)) {
        exact.add(tokens.exact);
        folded.add(tokens.folded);
        words += 1;
      }
      if (words >= MAX_WORDS) return;
    }
  }

  /** Tokens of what stands between two blanks, mostly one word; kept by how it was written, so that none is folded twice. */
  private pieceTokens(piece: string): readonly WordTokens[] {
    const known = this.recent.get(piece);
    if (known) return known;
    const tokens =
      this.older.get(piece) ??
      exactName(piece).map((word) => ({
        exact: token(this.exactWord, word),
        folded: token(this.foldedWord, foldWord(word)),
      }));
    if (piece.length > LONGEST_CACHED) return tokens;
    if (this.recent.size >= CACHED_WORDS) {
      this.older = this.recent;
      this.recent = new Map();
    }
    this.recent.set(piece, tokens);
    return tokens;
  }
}

/**
 * The index key of an installation, from the file of its master key. It never makes one: see {@link loadMasterKey}.
 *
 * @throws Fault LT-KEY-1 when the file is missing or malformed
 */
export function loadIndexKey(configuration: Configuration): IndexKey {
  const path = configuration.LT_MASTER_KEY_FILE ?? join(configuration.LT_DATA_DIR, 'master.key');
  const text = content(path);
  if (text === undefined || !/^[0-9a-f]{64}$/.test(text)) {
    const why = text === undefined ? 'is missing' : 'does not hold 64 hex digits';
    throw new Fault(
      'LT-KEY-1',
      `The master key file ${path} ${why}. Set LT_MASTER_KEY_FILE to the file this installation was started with.`,
    );
  }
  return new IndexKey(Buffer.from(text, 'hex'));
}

function content(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function labelled(index: KeyObject, label: string): KeyObject {
  return createSecretKey(createHmac('sha256', index).update(label).digest());
}

function token(key: KeyObject, text: string): string {
  return createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .slice(0, 2 * TOKEN_BYTES);
}
