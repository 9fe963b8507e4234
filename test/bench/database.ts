/** Databases of single runs, and the one connection that looks into them. */
import { Client, types } from 'pg';

// Counts come as bigint; none here exceeds a number.
types.setTypeParser(types.builtins.INT8, Number);

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs the work on a connection of its own. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes an empty database, replacing one of that name. */
export async function freshDatabase(server: string, name: string): Promise<string> {
  await dropDatabase(server, name);
  await connected(server, (client) => client.query(`create database ${name}`));
  return databaseUrl(server, name);
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await connected(server, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** Writes dirty pages out, so that no run pays for the one before it. */
export async function settle(server: string): Promise<void> {
  await connected(server, (client) => client.query('checkpoint'));
}

/**
 * Counts keys with one statement; its start is the moment the count is true for. A table that does not exist yet holds
 * nothing.
 *
 * @param sql selects `count(*)`, with the keys as `$1`
 */
export async function counted(
  client: Client,
  sql: string,
  keys: readonly string[],
): Promise<{ seen: number; atMs: number }> {
  try {
    const text = `select (${sql}) as seen, extract(epoch from statement_timestamp()) * 1000 as at`;
    const { rows } = await client.query<{ seen: number; at: string }>(text, [keys]);
    return { seen: rows[0]?.seen ?? 0, atMs: Number(rows[0]?.at) };
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
    return { seen: 0, atMs: 0 };
  }
}
