/**
 * `npm run verify:screens`: every page of the console in both languages, at 1440 and 390 px, light and dark in turn, on
 * one contact sheet (.data/screens/sheet.png), to be looked at; and what axe finds wrong with each. Starts the demo city
 * on servers of its own.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleEn, consoleVi } from '@lienthong/texts';
import type { Page } from 'playwright-core';
import { axe, Chrome } from '../support/browser';
import { Installation, ROOT } from '../support/installation';
import { until } from '../support/waiting';

const FOLDER = join(ROOT, '.data', 'screens');
const VIEWS = [
  { language: 'vi', width: 1440, scheme: 'light' },
  { language: 'en', width: 1440, scheme: 'dark' },
  { language: 'vi', width: 390, scheme: 'dark' },
  { language: 'en', width: 390, scheme: 'light' },
] as const;
const SETTLE_MS = 1_500;

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const at = new Installation({}, true);
  await at.start();
  const chrome = await Chrome.start();
  let faults = 0;
  const shots: string[] = [];
  try {
    const paths = await pagesOf(at);
    for (const view of VIEWS) {
      const page = await chrome.page(view);
      for (const [name, path] of paths) {
        await open(page, `${at.url}${path}${name === 'sign-in' ? '' : `#token=${at.token}`}`, view.language);
        const wrong = await axe(page);
        const file = `${name}-${view.language}-${view.width}.png`;
        await page.screenshot({ path: join(FOLDER, file), fullPage: true });
        shots.push(file);
        faults += wrong.length;
        process.stdout.write(`${file}: ${wrong.length === 0 ? 'axe clean' : wrong.join('\n  ')}\n`);
      }
      await page.context().close();
    }
    await sheet(chrome, shots);
  } finally {
    await chrome.stop();
    await at.remove();
  }
  for (const fault of chrome.faults) process.stdout.write(`${fault}\n`);
  faults += chrome.faults.length;
  process.stdout.write(`${shots.length} pages, ${faults} faults, ${join(FOLDER, 'sheet.png')}\n`);
  process.exitCode = faults === 0 ? 0 : 1;
}

/** Every page, with something on it: a dossier with a supplement, and the demo city half a minute old. */
async function pagesOf(at: Installation): Promise<[name: string, path: string][]> {
  const found = await until(120_000, 'the city is read', async () => {
    const { items } = await at.api<{ items: { id: string }[] }>('/v1/dossiers?status=RETURNED&limit=1');
    const { total } = await at.api<{ total: number }>('/v1/dossiers/counts');
    return total > 15_000 ? items[0] : undefined;
  });
  return [
    ['sign-in', '/parked'],
    ['overview', '/'],
    ['systems', '/systems'],
    ['system', '/systems/xa-gia-lam-onestop'],
    ['settings', '/systems/xa-gia-lam-onestop/settings'],
    ['connect', '/systems/new'],
    ['dossiers', '/dossiers'],
    ['nothing-found', '/dossiers?q=khong+co+ai+ten+nay'],
    ['dossier', `/dossiers/${found.id}`],
    ['parked', '/parked'],
    ['demo', '/demo'],
    ['nowhere', '/systems/none-of-these'],
  ];
}

async function open(page: Page, url: string, language: 'vi' | 'en'): Promise<void> {
  // A change of the fragment alone would load nothing.
  await page.goto('about:blank');
  await page.goto(url);
  const { loading } = (language === 'vi' ? consoleVi : consoleEn).frame;
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByLabel(loading).first().waitFor({ state: 'detached' }).catch(() => undefined); // prettier-ignore
  await page.waitForTimeout(SETTLE_MS);
}

/** All pictures side by side, wide ones above narrow ones. */
async function sheet(chrome: Chrome, files: readonly string[]): Promise<void> {
  const figure = (file: string): string =>
    `<figure><img src="data:image/png;base64,${readFileSync(join(FOLDER, file)).toString('base64')}"><figcaption>${file}</figcaption></figure>`;
  const style =
    'body{margin:16px;font:12px sans-serif;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start}figure{margin:0}img{width:360px;max-height:560px;object-fit:cover;object-position:top;border:1px solid #999}';
  const page = await chrome.page({ width: 1900 });
  await page.setContent(`<style>${style}</style>${files.map(figure).join('')}`);
  writeFileSync(join(FOLDER, 'sheet.png'), await page.screenshot({ fullPage: true }));
}

void main();
