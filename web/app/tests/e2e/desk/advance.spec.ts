// Advancing: a venue answers on its form, without an account and without scripts, and somebody takes the answer into
// the book; and an answer that was taken by phone where there is no signal.

import type { Locator, Page } from '@playwright/test';
import { expect, expectUpToDate, keptOnDevice, standing, test, today } from '../fixtures';
import { expectSound } from '../screens';

/** The question of a sheet with its answer. */
function question(page: Page, label: string): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: label, exact: true }) });
}

test('what a venue answers on its form goes into the book once somebody accepts it', async ({
  browser,
  device,
  caller,
  at,
}) => {
  const date = today(1);
  const mara = await device('mara', 'plan/advance');
  const row = mara.getByRole('row', { name: /Cologne/ });
  await expect(row).toContainText('No sheet yet');
  await row.getByRole('button', { name: /^Begin the sheet/ }).click();
  const begin = mara.getByRole('dialog', { name: 'Begin advance sheets' });
  await begin.getByRole('combobox', { name: 'Questions from' }).selectOption('starter:theatre');
  await begin.getByRole('button', { name: 'See what that does' }).click();
  await begin.getByRole('button', { name: 'Begin 1 sheet' }).click();
  await expect(begin).toBeHidden();
  await expectUpToDate(mara);

  await mara.getByRole('link', { name: /^Advance sheet: .*Cologne/ }).click();
  await expect(question(mara, 'Load-in')).toContainText('No answer yet');
  await mara.getByRole('button', { name: 'Give link…' }).click();
  const giving = mara.getByRole('dialog', { name: 'Links for the venue' });
  await giving.getByLabel('Whom it is for').fill('Ana Lima');
  await giving.getByRole('button', { name: 'Make the link' }).click();
  const address = await giving.getByLabel('Address of the form').inputValue();
  await giving.getByRole('button', { name: 'Done' }).click();
  await expect(mara.getByText('For Ana Lima')).toBeVisible();
  await expect(mara.getByText('never opened')).toBeVisible();

  const onForm = async (visit: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await visit(page);
    await context.close();
  };
  await onForm(async (page) => {
    await page.getByRole('textbox', { name: 'Load-in needed' }).fill('11:00');
    await page.getByLabel('Your name and role').fill('Ana Lima, production');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('textbox', { name: 'Load-in needed' })).toHaveValue('11:00');
  });
  // Another device of the venue goes on where the first one stopped.
  await onForm(async (page) => {
    await expect(page.getByRole('textbox', { name: 'Load-in needed' })).toHaveValue('11:00');
  });

  const loadIn = question(mara, 'Load-in');
  await expect(loadIn).toContainText('11:00');
  await expect(loadIn).toContainText('Ana Lima, production, on the form');
  await expect(loadIn).toContainText('The answer differs');
  await expect(mara.getByText('Ana Lima, production: 1 answer')).toBeVisible();
  expect((await (await caller('jo')).row(date, 'Load-in')).text).not.toBe('11:00');
  await mara.getByRole('button', { name: 'Accept: Load-in', exact: true }).click();
  await expect(loadIn).toContainText('Accepted by Mara Kovač');
  await expectUpToDate(mara);

  await mara.goto(at(date));
  await expect(mara.locator('button.row').filter({ hasText: 'Load-in' })).toContainText('11:00');
  // Only the beginning was said, so it stays as long as it was planned.
  expect((await (await caller('jo')).row(date, 'Load-in')).text).toBe('11:00–13:00');
});

test('a sheet and its dialogs can be used by everybody', async ({ device, caller }) => {
  const date = today(4);
  const manager = await caller('mara');
  const path = `/v1/tours/${manager.tour}/advances`;
  await manager.ask('POST', path, { starter: 'theatre', dates: [date] });
  const { items } = await manager.ask<{ items: { date: string; advance: string }[] }>('GET', path);
  const advance = items.find((item) => item.date === date)?.advance ?? '';
  const answers = [
    { key: 'load_in', typed: '11:00' },
    { key: 'towels', typed: '40' },
  ];
  await manager.ask('POST', `${path}/${advance}/answers`, { answers, by: 'Ana Lima', via: 'phone' });
  const page = await device('mara', `plan/advance/${date}`);
  await expect(question(page, 'Load-in')).toContainText('New');
  await expectSound(page);
  await page.getByRole('button', { name: /^Accept 2 answers/ }).click();
  await expect(page.getByText('What changes in the tour book')).toBeVisible();
  await expectSound(page);
});

test.describe('with the server gone', () => {
  test.afterEach(async ({ server }) => {
    await server.kill();
    await server.start();
  });

  test('an answer taken by phone is kept, and arrives later', async ({ device, caller, server }) => {
    const date = today(3);
    const manager = await caller('mara');
    const begun = { starter: 'theatre', dates: [date] };
    await manager.ask('POST', `/v1/tours/${manager.tour}/advances`, begun);
    const page = await device('mara', `plan/advance/${date}`);
    await expect(question(page, 'Doors')).toBeVisible();
    await keptOnDevice(page);
    await server.kill();

    await page.getByRole('button', { name: 'Answer: Doors', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Doors' });
    await dialog.getByRole('textbox', { name: 'Answer' }).fill('18:45');
    await dialog.getByLabel('Who said it').fill('Piotr Zając');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(question(page, 'Doors')).toContainText('18:45');
    await expect(question(page, 'Doors')).toContainText('Waiting to be sent');
    await expect(standing(page)).toContainText('1 edit waits');
    await page.getByRole('button', { name: 'Accept: Doors', exact: true }).click();
    await expect(page.getByText('This takes the server').first()).toBeVisible();

    await page.reload();
    await expect(question(page, 'Doors')).toContainText('Waiting to be sent');
    await page.getByRole('link', { name: 'All shows' }).click();
    await expect(page.getByRole('row', { name: /Warsaw/ })).toContainText('Schedule: 1 of');
    await page.goBack();

    await server.start();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectUpToDate(page);
    await expect(question(page, 'Doors')).not.toContainText('Waiting to be sent');
    await expect(question(page, 'Doors')).toContainText('Piotr Zając, by phone');
    const { items } = await manager.ask<{ items: { date: string; answers: number }[] }>(
      'GET',
      `/v1/tours/${manager.tour}/advances`,
    );
    expect(items.find((item) => item.date === date)?.answers).toBe(1);
  });
});
