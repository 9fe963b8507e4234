import { consoleEn as texts, wordsEn as words } from '@lienthong/texts';
import { axe, Chrome } from '../support/browser';
import { Installation } from '../support/installation';
import { startIssuer, type TestIssuer } from '../support/issuer';
import { freePort } from '../support/proxy';

jest.setTimeout(120_000);

let at: Installation;
let issuer: TestIssuer;
let chrome: Chrome;

beforeAll(async () => {
  // The issuer has to know where the console is before either of them runs.
  const port = await freePort();
  issuer = await startIssuer(`http://127.0.0.1:${port}`);
  at = new Installation({ LT_OIDC_ISSUER: issuer.url, PORT: String(port) });
  await at.start();
  chrome = await Chrome.start();
});

afterAll(async () => {
  await chrome.stop();
  await at.remove();
  await issuer.stop();
});

afterEach(() => expect(chrome.faults.splice(0)).toEqual([]));

it('signs somebody in by the account of the city, and back to the page that was wanted', async () => {
  const page = await chrome.page({ language: 'en', foreign: issuer.url });
  await page.goto(`${at.url}/parked`);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: texts.signIn.oidc }).click();
  await page.getByPlaceholder('Enter any login').fill('unit@00565');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: texts.parked.title }).waitFor();
  await page.getByRole('button', { name: texts.frame.account }).click();
  await page.getByText(words.role.unit).waitFor();
  await page.getByText(texts.frame.scopeUnits.replace('{{units}}', '00565')).waitFor();
  // A unit connects no systems.
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: texts.frame.systems, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: texts.frame.systems }).waitFor();
  expect(await page.getByRole('link', { name: texts.systems.connect }).count()).toBe(0);
});

it('says that a wrong token is wrong', async () => {
  const page = await chrome.page({ language: 'en' });
  await page.goto(at.url);
  await page.getByLabel(texts.signIn.token).fill('wrong');
  await page.getByRole('button', { name: texts.signIn.submit, exact: true }).click();
  await page.getByRole('alert').filter({ hasText: texts.signIn.ended }).waitFor();
});
