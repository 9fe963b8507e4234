import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, Refused } from './api';
import { applySystems, readSystems } from './apply';
import { findInstallation, runningUrl } from './installation';
import { Stop } from './stop';

const TOKEN = 'right';
const DEAD_PID = 2 ** 22 + 1;

let folder: string;
let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-cli-'));
  server = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`);
      const status =
        request.headers.authorization !== `Bearer ${TOKEN}` ? 401 : request.url?.includes('bad') ? 409 : 200;
      const problem = { status, detail: 'The adapter cannot change.', code: 'LT-CONFIG-3' };
      reply.writeHead(status).end(JSON.stringify(status === 200 ? { change: 'created' } : problem));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise((resolve) => server.close(resolve));
});

const place = (pid: number): void => writeFileSync(join(folder, 'standalone.json'), JSON.stringify({ url, pid }));

describe(findInstallation.name, () => {
  it('says what to do where none runs', () => {
    expect(() => findInstallation({ dataDir: folder })).toThrow(
      `No running installation was found in ${folder}. Start one with npm start`,
    );
    place(DEAD_PID);
    expect(() => findInstallation({ dataDir: folder })).toThrow('is not running any more. Start it with npm start');
    expect(runningUrl(folder)).toBeUndefined();
    place(process.pid);
    expect(() => findInstallation({ dataDir: folder })).toThrow('There is no sign-in token in');
    writeFileSync(join(folder, 'standalone.json'), '{');
    expect(() => findInstallation({ dataDir: folder })).toThrow('is not readable. Stop the installation');
  });

  it('finds the running one, and takes what is given before it', () => {
    place(process.pid);
    writeFileSync(join(folder, 'token'), `${TOKEN}\n`);
    expect(findInstallation({ dataDir: folder })).toEqual({ url, token: TOKEN });
    const given = { url: 'https://city.example/lt/', token: 'other' };
    expect(findInstallation({ dataDir: folder, ...given })).toEqual({ url: 'https://city.example/lt', token: 'other' });
    for (const bad of ['city', 'ftp://city', ''])
      expect(() => findInstallation({ url: bad, token: 't' })).toThrow(Stop);
  });
});

describe(Api.name, () => {
  it('tells a refusal in the words of the API', async () => {
    await expect(new Api({ url, token: TOKEN }).get('/bad')).rejects.toThrow(
      new Refused(409, 'The adapter cannot change. [LT-CONFIG-3]'),
    );
  });

  it('says what to do when the token is refused or nobody answers', async () => {
    await expect(new Api({ url, token: 'wrong' }).get('/')).rejects.toThrow(
      'does not take this token. Use the one npm start printed',
    );
    await expect(new Api({ url: 'http://127.0.0.1:1', token: TOKEN }).get('/')).rejects.toThrow(
      /does not answer \(.+\)\. See whether npm start/,
    );
  });
});

describe(applySystems.name, () => {
  it('goes on after a system that is refused', async () => {
    const systems = [{ code: 'a', name: 'A' }, { code: 'bad' }, { code: 'c' }];
    expect(await applySystems(new Api({ url, token: TOKEN }), systems)).toEqual([
      { code: 'a', change: 'created' },
      { code: 'bad', change: 'refused', why: 'The adapter cannot change. [LT-CONFIG-3]' },
      { code: 'c', change: 'created' },
    ]);
    expect(asked).toContain('PUT /v1/systems/a {"name":"A"}');
  });
});

describe(readSystems.name, () => {
  it.each([
    ['- code: a\n  settings: { directory: /srv }\n', [{ code: 'a', settings: { directory: '/srv' } }]],
    ['[]', []],
  ])('reads %j', (yaml, systems) => {
    const file = join(folder, 'systems.yaml');
    writeFileSync(file, yaml);
    expect(readSystems(file)).toEqual(systems);
  });

  it.each([
    ['code: a', 'it holds no list'],
    ['- name: A', 'entry 1 has no code'],
    ['- code: a\n- just text', 'entry 2 has no code'],
    ['- {', 'is not valid YAML'],
  ])('refuses %j', (yaml, why) => {
    const file = join(folder, 'systems.yaml');
    writeFileSync(file, yaml);
    expect(() => readSystems(file)).toThrow(why);
  });

  it('says what to do without a file', () => {
    expect(() => readSystems(join(folder, 'none.yaml'))).toThrow('cannot be read (ENOENT). Give a YAML file with -f');
  });
});
