import { randomBytes } from 'node:crypto';
import { digestOf } from '@lienthong/platform';

/** Begins every key, so that programs which look for leaked secrets find it. */
const PREFIX = 'lt_';
const FORM = /^lt_[A-Za-z0-9_-]{43}$/;

/** A new key of a program: 32 random bytes. It is shown once; only its digest is kept. */
export function newKey(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** Has a bearer token the form of a key? */
export function isKey(given: string): boolean {
  return FORM.test(given);
}

/** What is kept of a key. It is random, so that a plain SHA-256 tells nothing of it. */
export function digestOfKey(key: string): Buffer {
  return digestOf(Buffer.from(key));
}
