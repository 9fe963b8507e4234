import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { consoleEn as texts, dossierTextsEn as dossierTexts, wordsEn as words } from '@lienthong/texts';
import type { Page } from 'playwright-core';
import { Chrome } from '../support/browser';
import { Installation, ROOT } from '../support/installation';
import { until } from '../support/waiting';

jest.setTimeout(180_000);

/** An office that runs beside the demo city, as a vendor's installation would. */
interface Neighbour {
  readonly url: string;
  readonly key: string;
}

const DOSSIERS = 60;
const at = new Installation({}, true);
const folder = mkdtempSync(join(tmpdir(), 'lienthong-neighbour-'));
let chrome: Chrome;
let page: Page;
let city: ChildProcess;
let neighbour: Neighbour;

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

beforeAll(async () => {
  await at.start();
  city = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'districts', 'main.js'), '--data', folder, '--dossiers', String(DOSSIERS), '--quiet'], { stdio: ['pipe', 'pipe', 'ignore'] }); // prettier-ignore
  const [line] = (await once(createInterface(city.stdout!), 'line')) as [string];
  neighbour = (JSON.parse(line) as { districts: [Neighbour] }).districts[0];
  chrome = await Chrome.start();
  page = await chrome.page({ language: 'en' });
});

afterAll(async () => {
  await chrome.stop();
  city.stdin?.end();
  await at.remove();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => expect(chrome.faults.splice(0)).toEqual([]));

describe('a newcomer', () => {
  it('opens the printed address and sees eight districts live within ten seconds', async () => {
    const begunMs = Date.now();
    const open = /^open {2}(\S+)$/m.exec(at.output)?.[1] ?? '';
    await page.goto(open);
    await heading(texts.overview.title).waitFor();
    await until(10_000, 'eight links are well', async () => {
      const well = await page.getByRole('main').getByText(words.standing.WELL, { exact: true }).count();
      return well >= 8 || undefined;
    });
    expect(Date.now() - begunMs).toBeLessThan(10_000);
    expect(page.url()).not.toContain('token');
    await page.getByText(texts.frame.demoMark).first().waitFor();
  });

  it('finds a dossier by a name without diacritics, and sees its personal values for a purpose', async () => {
    const named = await someName();
    await go(texts.frame.dossiers);
    await page.getByRole('searchbox').fill(unaccented(named.name));
    await button(dossierTexts.list.searchSubmit).click();
    await page.getByRole('link', { name: named.code }).first().click();
    await heading(new RegExp(named.code.replaceAll('.', '\\.'))).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain(named.name);
    await button(dossierTexts.one.look).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: dossierTexts.list.purpose }).click();
    await page.getByRole('option', { name: words.purpose.AUDIT }).click();
    await dialog.getByRole('button', { name: dossierTexts.one.lookGo }).click();
    await page.getByRole('main').getByText(named.name).first().waitFor();
  });

  it('connects a system through the form, after a failed and a good look', async () => {
    await go(texts.frame.systems);
    await page.getByRole('link', { name: texts.systems.connect }).click();
    await button(texts.frame.save).click();
    await page.getByText(texts.systems.required).first().waitFor();
    await page.getByRole('textbox', { name: texts.systems.name }).fill('A neighbour');
    await page.getByRole('textbox', { name: texts.systems.code }).fill('neighbour-onestop');
    await page.getByRole('combobox', { name: texts.systems.adapter }).click();
    await page.getByRole('option', { name: /onestop-rest/ }).click();
    await page.locator('#setting-baseUrl').fill('http://127.0.0.1:1');
    await page.locator('#setting-apiKey').fill(neighbour.key);
    await button(texts.systems.check).click();
    await page.getByText(texts.systems.checkBad).waitFor();
    await page
      .getByText(/LT-LINK-3/)
      .first()
      .waitFor();
    await page.locator('#setting-baseUrl').fill(neighbour.url);
    await button(texts.systems.check).click();
    await page.getByText(texts.systems.checkOk).waitFor();
    await button(texts.frame.save).click();
    await heading('A neighbour').waitFor();
    await page.getByRole('main').getByText(words.standing.WELL, { exact: true }).first().waitFor();
    await until(20_000, 'its dossiers are here', async () => {
      const { liveDossiers } = await at.api<{ liveDossiers: number }>('/v1/systems/neighbour-onestop/progress');
      return liveDossiers > 0 || undefined;
    });
    expect(await page.content()).not.toContain(neighbour.key);
  });

  it('sees a broken district fail, and recover once it is mended', async () => {
    await go(texts.frame.demo);
    const row = page
      .getByRole('row')
      .filter({ has: button(/^Break /) })
      .first();
    const name = (await row.getByRole('rowheader').innerText()).trim();
    const link = page.getByRole('row').filter({ hasText: name });
    await link.getByText(words.standing.WELL).waitFor();
    await button(texts.demo.breakIt.replace('{{name}}', name)).click();
    await link.getByText(words.standing.FAILING).waitFor({ timeout: 20_000 });
    await link.getByText(words.breakerShort.open).waitFor({ timeout: 30_000 });
    await button(texts.demo.mendIt.replace('{{name}}', name)).click();
    await link.getByText(words.standing.WELL).waitFor({ timeout: 40_000 });
  });
});

/** A person of some dossier of the city whose name has diacritics, as an administrator may see it in the demo. */
function someName(): Promise<{ name: string; code: string }> {
  return until(20_000, 'some dossier of the city has a person', async () => {
    const { items } = await at.api<{ items: { id: string; code: string }[] }>('/v1/dossiers?limit=50');
    for (const { id, code } of items) {
      const { personal } = await at.api<{ personal: Record<string, unknown> }>(`/v1/dossiers/${id}/look`, 'POST', { purpose: 'AUDIT' }); // prettier-ignore
      const name = personal['/parties/0/name'];
      if (typeof name === 'string' && name !== unaccented(name)) return { name, code };
    }
    return undefined;
  });
}

function unaccented(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
