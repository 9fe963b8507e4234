import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { City } from './city';
import { controlServer } from './control-server';

let folder: string;
let city: City;
let control: Server;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'city-'));
  city = new City({ folder, seed: 7, dossiers: 200 });
  await city.start();
  city.live(0);
  control = controlServer(city).listen(0, '127.0.0.1');
  await once(control, 'listening');
  url = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
});
afterAll(async () => {
  control.close();
  control.closeAllConnections();
  await city.stop();
  rmSync(folder, { recursive: true });
});

/** What the control answers: a problem, a district, or all of them. */
type Answer = Record<string, unknown> & { items: { code: string; mode: string; dossiers: number }[] };

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url + path, { method, ...(body === undefined ? {} : { body: sent }) });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

describe(controlServer, () => {
  it('lists its districts, three of before July 2025 and five of after it, and shows one', async () => {
    const { body } = await ask('GET', '/districts');
    expect(body.items.map(({ code, mode }: { code: string; mode: string }) => [code, mode])).toEqual([
      ['quan-ba-dinh', 'well'],
      ['quan-thanh-xuan', 'well'],
      ['huyen-gia-lam', 'well'],
      ['phuong-ba-dinh', 'well'],
      ['xa-gia-lam', 'well'],
      ['xa-bat-trang', 'well'],
      ['xa-phu-dong', 'well'],
      ['phuong-hoan-kiem', 'well'],
    ]);
    const total = body.items.reduce((sum: number, { dossiers }: { dossiers: number }) => sum + dossiers, 0);
    expect(total).toBe(200);
    expect((await ask('GET', '/districts/xa-bat-trang')).body).toEqual(body.items[5]);
  });

  it('breaks and mends a district', async () => {
    for (const mode of ['dead', 'hanging', 'slow', 'failing', 'well']) {
      expect(await ask('PUT', '/districts/xa-gia-lam', { mode })).toMatchObject({ status: 200, body: { mode } });
    }
  });

  it('hands dossiers in at one instant or late', async () => {
    const before = city.find('xa-gia-lam')?.office.shelf.size ?? 0;
    expect((await ask('POST', '/districts/xa-gia-lam/same-instant', { count: 12 })).status).toBe(200);
    expect((await ask('POST', '/districts/xa-gia-lam/late', { count: 3, ageMs: 900 })).body.dossiers).toBe(before + 15);
  });

  it('sets the pace of the city, and a finished district gives its turn to another', async () => {
    const file = (code: string) => readFileSync(join(folder, `${code}.truth.jsonl`), 'utf8').split('\n').length;
    const wards = ['phuong-ba-dinh', 'xa-gia-lam', 'xa-bat-trang', 'xa-phu-dong', 'phuong-hoan-kiem'];
    const changes = () => city.districts.reduce((sum, { office }) => sum + office.changes, 0);
    const started = [changes(), ...wards.map(file)];
    expect((await ask('PUT', '/city', { living: true, ratePerSecond: 500 })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await ask('PUT', '/city', { living: false })).status).toBe(200);
    const stopped = changes();
    expect(stopped - started[0]!).toBeGreaterThan(400);
    for (const [index, code] of wards.entries()) expect(file(code)).toBeGreaterThan(started[index + 1]!);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(changes()).toBe(stopped);
  });

  it.each([
    ['PUT', '/districts/xa-gia-lam', { mode: 'tired' }, 400],
    ['PUT', '/districts/xa-gia-lam', '[]', 400],
    ['PUT', '/districts/xa-gia-lam', '{', 400],
    ['PUT', '/districts/xa-gia-lam', 'null', 400],
    ['PUT', '/districts/nowhere', { mode: 'well' }, 404],
    ['GET', '/districts/nowhere', undefined, 404],
    ['GET', '/else', undefined, 404],
    ['PUT', '/city', { living: 'yes' }, 400],
    ['PUT', '/city', { living: true, ratePerSecond: -1 }, 400],
    ['POST', '/districts/xa-gia-lam/else', { count: 1 }, 404],
    ['POST', '/districts/xa-gia-lam/same-instant', { count: 0 }, 400],
    ['POST', '/districts/xa-gia-lam/same-instant', { count: 1.5 }, 400],
    ['POST', '/districts/xa-gia-lam/same-instant', { count: '5' }, 400],
    ['POST', '/districts/xa-gia-lam/late', { count: 1, ageMs: -5 }, 400],
  ])('says to %s %s %j: %i, and why', async (method, path, body, status) => {
    const answer = await ask(method, path, body);
    expect([answer.status, typeof answer.body.loi]).toEqual([status, 'string']);
  });

  it('takes a body of 64 kB and answers 400 to a longer one, however long', async () => {
    const body = (bytes: number) => '{"mode":"well"}'.padEnd(bytes);
    expect((await ask('PUT', '/districts/xa-gia-lam', body(65_536))).status).toBe(200);
    for (const bytes of [65_537, 3_000_000]) {
      expect((await ask('PUT', '/districts/xa-gia-lam', body(bytes))).status).toBe(400);
    }
  });
});
