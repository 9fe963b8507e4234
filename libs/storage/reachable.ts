import { DataSource } from 'typeorm';

/**
 * Asks a database who it is, and changes nothing in it.
 *
 * @param url a `postgres://` address
 * @returns its version, such as `18.4`
 * @throws the driver's own error when it cannot be reached within 5 s
 */
export async function databaseVersion(url: string): Promise<string> {
  const db = new DataSource({
    type: 'postgres',
    url,
    connectTimeoutMS: 5_000,
    poolSize: 1,
    poolErrorHandler: () => undefined,
  });
  await db.initialize();
  try {
    const rows: { server_version: string }[] = await db.query('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await db.destroy();
  }
}
