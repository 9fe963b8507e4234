/* Written by `node libs/canonical/generate.mjs`; a change belongs in contracts/dropped.v1.schema.json. */

/**
 * A record a named rule leaves out: the value of a message of dossiers.v1 with ce_type dropped.
 */
export interface DroppedMessage {
  /**
   * Code of the legacy installation the dossier comes from.
   */
  system: string;
  /**
   * UUIDv5 of system, 0x1F and the NFC identity; key of the message.
   */
  dossier: string;
  /**
   * Name of the rule.
   */
  rule: string;
  /**
   * HMAC-SHA-256 of the raw bytes, hex; its salt dies with the data key.
   */
  commitment: string;
}
