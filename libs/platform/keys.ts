import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Fault } from '@lienthong/canonical';

/** A dossier's data key in the clear. It seals raw and personal values and salts its commitments; it lives only in memory. */
export interface DataKey {
  readonly id: string;
  readonly dossier: string;
  /** A key object, as all keys here: given a buffer, Node spends four times as long on each call (20 µs). */
  readonly secret: KeyObject;
  /** Salt of the commitments, derived from the secret: it dies with the key, and no column has to be kept for it. */
  readonly salt: KeyObject;
}

/** Sealed bytes as they stand in a message: the key's id and base64 of nonce (12) | ciphertext | tag (16). */
export interface Sealed {
  readonly key: string;
  readonly data: string;
}

/** Which of a dossier's sealed things this is; part of the associated data, so that they cannot be swapped. */
export type SealedPart = 'raw' | 'personal' | 'part';

const NONCE = 12;
const TAG = 16;
const MAX_PLAIN = 64 * 1024 * 1024;
/** Shorter plain bytes are not worth compressing: setting the compressor up costs more than it saves. */
const STORED_BELOW = 512;

/**
 * The master key: wraps data keys (AES-256-GCM, associated data = dossier and key id) and commits to items without
 * identity, which have no data key of their own.
 */
export class MasterKey {
  private readonly wrapping: KeyObject;
  private readonly identityless: KeyObject;

  /** @param secret 32 random bytes; see {@link loadMasterKey} */
  constructor(secret: Buffer) {
    if (secret.length !== 32) throw new Fault('LT-KEY-1', 'The master key must be 32 bytes, written as 64 hex digits.');
    this.wrapping = derive(secret, 'lienthong wrap v1');
    this.identityless = derive(secret, 'lienthong identityless v1');
  }

  /** A new data key for a dossier. */
  create(dossier: string): DataKey {
    return dataKey(randomUUID(), dossier, randomBytes(32));
  }

  /** The data key as stored in table data_key. */
  wrap(key: DataKey): Buffer {
    return encrypt(this.wrapping, key.secret.export(), `${key.dossier} ${key.id}`);
  }

  /** @throws Fault LT-KEY-1 when another master key wrapped it */
  unwrap(id: string, dossier: string, wrapped: Buffer): DataKey {
    return dataKey(id, dossier, decrypt(this.wrapping, wrapped, `${dossier} ${id}`, 'LT-KEY-1'));
  }

  /** Commitment to the raw bytes of an item that has no identity, hex. */
  commitIdentityless(system: string, digest: Buffer): string {
    return createHmac('sha256', this.identityless).update(system).update('\u001f').update(digest).digest('hex');
  }
}

/** Compresses and seals. @param bytes the plain bytes, compressed by deflate-raw before sealing */
export function seal(key: DataKey, system: string, part: SealedPart, bytes: Buffer): Sealed {
  const packed = bytes.length < STORED_BELOW ? stored(bytes) : deflateRawSync(bytes, { level: 1 });
  return { key: key.id, data: encrypt(key.secret, packed, associated(key, system, part)).toString('base64') };
}

/** @throws Fault LT-KEY-2 when bytes, system, dossier, key or part are not those it was sealed with */
export function open(key: DataKey, system: string, part: SealedPart, sealed: Sealed): Buffer {
  const packed = decrypt(key.secret, Buffer.from(sealed.data, 'base64'), associated(key, system, part), 'LT-KEY-2');
  return inflateRawSync(packed, { maxOutputLength: MAX_PLAIN });
}

/** Keyed commitment to raw bytes, given by their SHA-256, hex. */
export function commitRaw(key: DataKey, digest: Buffer): string {
  return createHmac('sha256', key.salt).update('raw\0').update(digest).digest('hex');
}

/** Keyed commitment to canonical content (an RFC 8785 string), hex. */
export function commitContent(key: DataKey, canonical: string): string {
  return createHmac('sha256', key.salt).update('content\0').update(canonical).digest('hex');
}

/** Stable key of an entry of a set that has no id in its source: 16 bytes of a keyed hash of its parts, hex. */
export function entryKey(key: DataKey, parts: readonly string[]): string {
  return createHmac('sha256', key.salt).update('entry\0').update(parts.join('\u001f')).digest('hex').slice(0, 32);
}

/** SHA-256 of bytes. */
export function digestOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}

function dataKey(id: string, dossier: string, bytes: Buffer): DataKey {
  const secret = createSecretKey(bytes);
  const salt = createSecretKey(createHmac('sha256', secret).update('lienthong commitments v1').digest());
  return { id, dossier, secret, salt };
}

function derive(secret: Buffer, info: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 32)));
}

/** One stored block of RFC 1951 (§3.2.4): what inflate reads back, without a compressor. */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5, 1);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(0xffff - bytes.length, 3);
  return Buffer.concat([head, bytes]);
}

function associated(key: DataKey, system: string, part: SealedPart): string {
  return `${system} ${key.dossier} ${key.id} ${part}`;
}

function encrypt(secret: KeyObject, plain: Buffer, aad: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

let pool = Buffer.alloc(0);

/** Random bytes are drawn for many nonces at once: a call costs the same for twelve bytes as for twelve thousand. */
function freshNonce(): Buffer {
  if (pool.length < NONCE) pool = randomBytes(NONCE * 1024);
  const nonce = pool.subarray(0, NONCE);
  pool = pool.subarray(NONCE);
  return nonce;
}

function decrypt(secret: KeyObject, sealed: Buffer, aad: string, code: 'LT-KEY-1' | 'LT-KEY-2'): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch (cause) {
    const what =
      code === 'LT-KEY-1'
        ? 'A data key was wrapped by another master key.'
        : 'Sealed bytes are not those that were sealed for this dossier.';
    throw new Fault(code, what, { cause });
  }
}
