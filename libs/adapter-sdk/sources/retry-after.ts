/**
 * What a Retry-After header asks to wait, in milliseconds: seconds, or a date that is held against the Date header of the
 * same answer (RFC 9110, 10.2.3). Undefined where there is none or it says nothing.
 */
export function retryAfterMs(written: string | undefined, date: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(written)) return Number(written) * 1_000;
  const until = Date.parse(written);
  if (Number.isNaN(until) || /^[\s\d.+-]*$/.test(written)) return undefined;
  const now = Date.parse(date ?? '');
  return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
