const ZONE_MS = 7 * 3_600_000;

/**
 * An instant as contracts write it: RFC 3339 in +07:00 with milliseconds, the zone of Asia/Ho_Chi_Minh, which has had no
 * daylight saving since 1975.
 *
 * @param epochMs milliseconds since 1970-01-01T00:00Z
 * @throws RangeError when it is no time
 */
export function dossierTime(epochMs: number): string {
  return `${new Date(epochMs + ZONE_MS).toISOString().slice(0, -1)}+07:00`;
}
