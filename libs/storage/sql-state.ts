/** SQLSTATE of a driver's error, or undefined when the error did not come from the server (`EPIPE` has five letters too, but no digit). */
export function sqlState(error: unknown): string | undefined {
  const code: unknown =
    (error as { driverError?: { code?: unknown }; code?: unknown }).driverError?.code ??
    (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * The record itself is at fault (data exception, constraint, limit): no retry helps, one row of the batch must go.
 * Classes 22, 23 and 54 of PostgreSQL's appendix A.
 */
export function isPoison(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? '');
}

/**
 * The database is away, restarting, out of space or in conflict: waiting helps. Classes 08, 40, 53 and 57, and every
 * error of the connection, which has no SQLSTATE at all.
 */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|40|53|57|58)/.test(state);
  const { code, message } =
    (error as { driverError?: { code?: unknown; message?: unknown } }).driverError ??
    (error as { code?: unknown; message?: unknown });
  if (typeof code === 'string' && /^E[A-Z_]+$/.test(code)) return true;
  return typeof message === 'string' && /connection|terminat|timeout|ECONN|not queryable/i.test(message);
}
