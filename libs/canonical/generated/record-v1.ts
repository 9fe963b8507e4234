/* Written by `node libs/canonical/generate.mjs`; a change belongs in contracts/record.v1.schema.json. */

/**
 * One whole dossier as the system knows it, raw bytes untouched and sealed: the value of a message of records.v1.
 */
export interface RecordMessage {
  /**
   * Code of the legacy installation the dossier comes from.
   */
  system: string;
  /**
   * UUIDv5 of system, 0x1F and the NFC identity; key of the message.
   */
  dossier: string;
  /**
   * Lease epoch and read number of the page, joined by a hyphen.
   */
  page: string;
  /**
   * Media type of the raw item.
   */
  mediaType: string;
  /**
   * Charset the raw item was read in.
   */
  charset: string;
  /**
   * When intake asked the source for it.
   */
  readAt: string;
  /**
   * HMAC-SHA-256 of the raw bytes, hex; its salt dies with the data key.
   */
  commitment: string;
  /**
   * Bytes of the raw item before compression.
   */
  size: number;
  /**
   * Why intake could not accept the item; it is parked.
   */
  fault?: {
    /**
     * IDENTITY_MISSING, TOO_LARGE or another code of the source.
     */
    code: string;
    /**
     * Place in the item.
     */
    path?: string;
    /**
     * Rule that was broken. Never a value.
     */
    rule: string;
  };
  /**
   * The raw bytes, sealed. Absent only where the item was too large.
   */
  sealed?: {
    /**
     * Data key of the dossier.
     */
    key: string;
    /**
     * Base64 of nonce (12), ciphertext and tag (16): AES-256-GCM of the raw-deflated item.
     */
    data: string;
  };
}
