// A basement: no network, and no server behind it either.

import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectUpToDate, keptOnDevice, standing, test, today } from '../fixtures';

async function addNote(page: Page, body: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a note' });
  await dialog.getByLabel('Note', { exact: true }).fill(body);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved on this device')).toBeVisible();
}

test.describe('with the server gone', () => {
  test.afterEach(async ({ server }) => {
    await server.kill();
    await server.start();
  });

  test('today’s sheet opens cold, and edits last until the server has them', async ({
    device,
    server,
    caller,
  }) => {
    const page = await device('sam');
    await keptOnDevice(page);
    const jo = await caller('jo');
    await server.kill();

    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
    await expect(
      page
        .locator('button.row')
        .filter({ hasText: /Soundcheck/ })
        .first(),
    ).toBeAttached();
    await expect(standing(page)).toContainText('Offline, as of');

    const body = `The fog machine needs a fuse (${randomUUID()})`;
    await addNote(page, body);
    await expect(standing(page)).toHaveText('1 edit waiting');
    const task = page.getByRole('checkbox', { name: /Parking permits for Warsaw/ });
    await task.check();
    await expect(standing(page)).toHaveText('2 edits waiting');

    await page.reload();
    await expect(page.getByText(body)).toBeVisible();
    await expect(task).toBeChecked();
    await expect(standing(page)).toHaveText('2 edits waiting');
    await page.locator('.sync').click();
    await expect(page.getByRole('heading', { name: '2 edits waiting' })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(2);

    await server.start();
    await expectUpToDate(page);
    await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
    const seen = await jo.sheet(today());
    expect(seen.notes.map((note) => note.body)).toContain(body);
    expect(seen.tasks.find((one) => one.title === 'Parking permits for Warsaw')?.done).toBe(true);
  });

  test('every date of the tour and every screen opens from the copy', async ({ device, server, at }) => {
    const page = await device('sam');
    await keptOnDevice(page);
    await server.kill();
    await page.goto(at(today(1)));
    await expect(page.getByRole('heading', { level: 1, name: 'Cologne' })).toBeVisible();
    await page.getByRole('link', { name: 'Tour', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Tour' })).toBeVisible();
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await expect(page.getByText('Jo Okafor').first()).toBeVisible();
    await page.getByRole('link', { name: 'Travel', exact: true }).click();
    await expect(page.getByText('Depart').first()).toBeVisible();
    await page.goto(server.url);
    await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  });
});

test('an edit without a network is sent as soon as there is one', async ({ device, caller }) => {
  const page = await device('sam');
  await keptOnDevice(page);
  await page.context().setOffline(true);
  const body = `Lift B is out of order (${randomUUID()})`;
  await addNote(page, body);
  await expect(standing(page)).toHaveText('1 edit waiting');
  await expect(page.getByText('Your edit is waiting to send.')).toBeVisible();
  await page.context().setOffline(false);
  await expectUpToDate(page);
  await expect(page.getByText('Your edit is waiting to send.')).toBeHidden();
  const seen = await (await caller('jo')).sheet(today());
  expect(seen.notes.map((note) => note.body)).toContain(body);
});

test('an edit whose answer got lost has its effect once', async ({ device, caller }) => {
  const page = await device('sam');
  let lost = 0;
  await page.route('**/groups', async (route) => {
    // The server takes it, and nobody hears its answer.
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  const body = `Catering moves to level 3 (${randomUUID()})`;
  await addNote(page, body);
  await expect.poll(() => lost).toBeGreaterThan(0);
  await expect(standing(page)).toHaveText('1 edit waiting');
  await page.unroute('**/groups');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expectUpToDate(page);
  const seen = await (await caller('jo')).sheet(today());
  expect(seen.notes.filter((note) => note.body === body)).toHaveLength(1);
});
