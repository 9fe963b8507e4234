import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JWK } from 'jose';

/** The issuer of issuer-program.mjs, running. */
export interface TestIssuer {
  readonly url: string;
  /** Its private key, to make tokens it would never make. */
  readonly key: JWK;
  /** An access token for a program of that name (`auditor`, `unit@00565` …). */
  token(name: string, resource?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it. @param origins where the console is served, for people who sign in */
export async function startIssuer(...origins: string[]): Promise<TestIssuer> {
  const program = join(__dirname, 'issuer-program.mjs');
  const child = spawn(process.execPath, [program, ...origins], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { issuer: url, key } = JSON.parse(line) as { issuer: string; key: JWK };
  return {
    url,
    key,
    token: async (name, resource = 'urn:lienthong:api') => {
      const answer = await fetch(`${url}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${name.replace('@', '-')}:secret`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
