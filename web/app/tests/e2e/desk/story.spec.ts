// The whole story of advancing on a real tour: imported, a sheet for every show in one step, a venue that answers without
// scripts and goes on at another device, what is accepted on the day sheet, and the second visit filled in.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect as soon, expectUpToDate, test } from '../fixtures';

/** A tour that belongs to others, beside the project. In CI it has to be there. */
const FILE = path.resolve('../../../shared/data/tours/metallica-worldwired.csv');
/** A hundred and fifty sheets take their time where a server is not built for speed. */
const expect = soon.configure({ timeout: 90_000 });
/** Two nights at one house. */
const [FIRST, SECOND] = ['2017-09-04', '2017-09-06'];

test('a real tour is imported, advanced by link, accepted, and never asked twice', async ({
  browser,
  caller,
  device,
  server,
}) => {
  // A hundred and fifty sheets are imported, begun and fetched.
  test.slow();
  test.skip(!process.env.CI && !existsSync(FILE), 'the real tours are not here');
  const manager = await (await caller('mara')).newTour('WorldWired');
  const name = path.basename(FILE);
  const into = `/v1/tours/${manager.tour}/import?name=${name}&partial=true`;
  await manager.ask('POST', into, readFileSync(FILE, 'utf8'));

  const mara = await device('mara');
  const place = (rest: string) => `${server.url}/tours/${manager.tour}/${rest}`;
  await mara.goto(place('plan/advance'));
  await expectUpToDate(mara);
  await mara.getByRole('button', { name: 'Begin sheets…' }).click();
  const begin = mara.getByRole('dialog', { name: 'Begin advance sheets' });
  await begin.getByRole('combobox', { name: 'Questions from' }).selectOption('starter:club');
  await begin.getByText('All', { exact: true }).click();
  await begin.getByRole('button', { name: 'See what that does' }).click();
  await begin.getByRole('button', { name: /^Begin 1\d\d sheets$/ }).click();
  await expect(begin).toBeHidden();
  await expectUpToDate(mara);

  const giveLink = async (date: string): Promise<string> => {
    await mara.goto(place(`plan/advance/${date}`));
    await mara.getByRole('button', { name: 'Give link…' }).click();
    const giving = mara.getByRole('dialog', { name: 'Links for the venue' });
    await giving.getByRole('button', { name: 'Make the link' }).click();
    const address = await giving.getByLabel('Address of the form').inputValue();
    await giving.getByRole('button', { name: 'Done' }).click();
    return address;
  };
  const onForm = async (address: string, visit: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await visit(page);
    await context.close();
  };

  const first = await giveLink(FIRST);
  await onForm(first, async (page) => {
    await page.getByLabel('Your name and role').fill('Ana Lima, production');
    await page.locator('#a-load_in').fill('11:00');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByText('Saved.')).toBeVisible();
  });
  await onForm(first, async (page) => {
    await expect(page.locator('#a-load_in')).toHaveValue('11:00');
    await page.locator('#a-sound_limit').fill('103 dB(A)');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.locator('#a-sound_limit')).toHaveValue('103 dB(A)');
  });

  const loadIn = async () =>
    (await manager.sheet(FIRST)).schedule.find((row) => row.title === 'Load-in')?.text;
  expect(await loadIn()).toBeUndefined();
  await mara.goto(place(`plan/advance/${FIRST}`));
  await mara.getByRole('button', { name: /^Accept 2 answers/ }).click();
  await mara.getByRole('button', { name: 'Accept 2', exact: true }).click();
  await expect.poll(loadIn).toBe('11:00');
  await mara.goto(place(FIRST));
  await expect(mara.locator('button.row').filter({ hasText: 'Load-in' })).toContainText('11:00');

  await onForm(await giveLink(SECOND), async (page) => {
    await expect(page.locator('#a-sound_limit')).toHaveValue('103 dB(A)');
    const asked = page.locator('#f-sound_limit');
    await expect(asked).toContainText('From Monday 4 September 2017, 2 days before this show');
    await expect(page.locator('#f-load_in')).toContainText('Last time, 2 days before this show: 11:00');
    await asked.getByLabel('still right').check();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(asked).toContainText('Answered by');
  });
});
