import { hash, randomUUID } from 'node:crypto';
import { Fault } from './errors';

declare const brand: unique symbol;

/** UUID of a dossier: the same (system, identity) gives the same id on every machine, for all time. */
export type DossierId = string & { readonly [brand]: 'DossierId' };

/** Code of one legacy installation, such as `gia-lam-onestop`. It is never used again. */
export type SystemCode = string & { readonly [brand]: 'SystemCode' };

/** Namespace of all dossier ids (RFC 9562 §6.6). Changing it would rename every dossier. */
export const DOSSIER_NAMESPACE = '5d0b7c1e-8a34-5f29-9c46-2b7e61f0a3d8';

const NAMESPACE_BYTES = Buffer.from(DOSSIER_NAMESPACE.replaceAll('-', ''), 'hex');
const SEPARATOR = '\u001f';
const SYSTEM_CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Id of the dossier a system knows under `identity`: UUIDv5 of `system 0x1F NFC(identity)`.
 * The identity must not be empty nor hold 0x1F at its start, else it could meet the id of an item without identity.
 */
export function dossierId(system: string, identity: string): DossierId {
  if (identity === '' || identity.startsWith(SEPARATOR)) {
    throw new Fault('LT-CONTRACT-2', `A dossier of system ${system} needs an identity that is not empty.`);
  }
  return uuid5(system + SEPARATOR + identity.normalize('NFC'));
}

/** Id of an item without identity: UUIDv5 of `system 0x1F 0x1F rawCommitment`. */
export function identitylessId(system: string, rawCommitment: string): DossierId {
  return uuid5(system + SEPARATOR + SEPARATOR + rawCommitment);
}

/** The text as a system code, or a fault: lower-case letters, digits and single hyphens, at most 63 characters. */
export function systemCode(text: string): SystemCode {
  if (text.length > 63 || !SYSTEM_CODE.test(text)) {
    throw new Fault(
      'LT-CONTRACT-2',
      'A system code is lower-case letters, digits and hyphens, such as gia-lam-onestop.',
    );
  }
  return text as SystemCode;
}

/** A new random id (UUIDv4) for messages, keys and other things that have no identity of their own. */
export function newId(): string {
  return randomUUID();
}

function uuid5(name: string): DossierId {
  const digest = hash('sha1', Buffer.concat([NAMESPACE_BYTES, Buffer.from(name, 'utf8')]), 'buffer');
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as DossierId;
}
