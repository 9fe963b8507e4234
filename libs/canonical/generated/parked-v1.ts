/* Written by `node libs/canonical/generate.mjs`; a change belongs in contracts/parked.v1.schema.json. */

/**
 * A record that could not be normalised: the value of a message of dossiers.v1 with ce_type parked.
 */
export interface ParkedMessage {
  /**
   * Code of the legacy installation the dossier comes from.
   */
  system: string;
  /**
   * UUIDv5 of system, 0x1F and the NFC identity; key of the message.
   */
  dossier: string;
  /**
   * Groups parked records, such as IDENTITY_MISSING.
   */
  cause: string;
  /**
   * Place in the source item.
   */
  path?: string;
  /**
   * JSON Pointer of the canonical value whose field of the mapping refused.
   */
  field?: string;
  /**
   * What would mend it, in words of the mapping and names of members. Never a value.
   */
  suggestion?: string;
  /**
   * Rule that was broken. Never a value.
   */
  rule: string;
  /**
   * Shape of the value: letters as a or A, digits as 9, at most 40 characters.
   */
  sample?: string;
  /**
   * Version of the mapping: hash of its data, hex.
   */
  mapping: string;
  /**
   * HMAC-SHA-256 of the raw bytes, hex; its salt dies with the data key.
   */
  commitment: string;
}
