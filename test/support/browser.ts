import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where Debian and Ubuntu put Chromium; `.ci/run` installs it. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]; // prettier-ignore
const AXE = require.resolve('axe-core/axe.min.js');

/** How a page is looked at. */
export interface View {
  readonly language?: 'vi' | 'en';
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Origin of pages that are not ours, whose faults do not count. */
  readonly foreign?: string;
}

/** A real browser. What it was told is wrong with any page is kept. */
export class Chrome {
  /** Errors of pages: what a script threw, what the console called an error, what was asked for elsewhere. */
  readonly faults: string[] = [];

  private constructor(private readonly browser: Browser) {}

  /** @throws Error that says how to install it */
  static async start(): Promise<Chrome> {
    if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}: apt-get install chromium.`);
    return new Chrome(await chromium.launch({ executablePath: CHROMIUM, args: FLAGS }));
  }

  /** A page of somebody who has never been here. */
  async page({ language = 'vi', width = 1440, scheme = 'light', foreign }: View = {}): Promise<Page> {
    const context = await this.browser.newContext({
      locale: language === 'vi' ? 'vi-VN' : 'en-GB',
      timezoneId: 'Europe/Paris',
      viewport: { width, height: width < 600 ? 844 : 900 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.faults.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      // That an answer was no success is the page's to tell, not the browser's.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(message.text());
    });
    page.on('request', (request) => {
      if (foreign !== undefined && request.frame().url().startsWith(foreign)) return;
      if (!/^https?:\/\/127\.0\.0\.1[:/]|^(data|blob):/.test(request.url()))
        this.faults.push(`asked for ${request.url()}`);
    });
    return page;
  }

  stop(): Promise<void> {
    return this.browser.close();
  }
}

/** The part of axe's answer that is read. */
interface Found {
  readonly violations: readonly { id: string; help: string; nodes: readonly { target: readonly string[] }[] }[];
}

/** What axe finds wrong with a page (WCAG 2.2 A and AA, and its own best practices), a line for each place. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(await source());
  const found = await page.evaluate<Found>('axe.run(document, { resultTypes: ["violations"] })');
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`),
  );
}

async function source(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(AXE, 'utf8');
}
