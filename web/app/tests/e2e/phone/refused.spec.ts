// What the server refuses stays where its author sees it, with the reason.

import { expect, expectAccessible, expectUpToDate, standing, test, today } from '../fixtures';

test('a refused edit stays with its reason until it is let go', async ({ device, caller }) => {
  const page = await device('jo', today(1), { serviceWorkers: 'block' });
  // The form allows no such title; an older app may have.
  await page.route('**/groups', async (route) => {
    const text = route.request().postData() ?? '';
    await route.continue({ postData: text.replaceAll('Curfew for loud things', 'C'.repeat(300)) });
  });
  const row = page.getByRole('button', { name: /Curfew/ }).first();
  await row.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Title').fill('Curfew for loud things');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(standing(page)).toHaveText('1 edit not accepted');
  await expect(page.getByText('Your edit was not accepted.')).toBeVisible();
  await page.reload();
  await expect(standing(page)).toHaveText('1 edit not accepted');
  await page.locator('.sync').click();
  const entry = page.getByRole('article');
  await expect(entry).toContainText('Curfew for loud things');
  await expect(entry).toContainText('The server says:');
  await expect(entry).toContainText('200');
  await expectAccessible(page);

  await entry.getByRole('button', { name: /^Let go/ }).click();
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await expectUpToDate(page);
  const titles = (await (await caller('jo')).sheet(today(1))).schedule.map((one) => one.title);
  expect(titles).toContain('Curfew');
});

test('edits of somebody who was taken off the tour stay with them', async ({
  newDevice,
  caller,
  server,
  logIn,
}) => {
  const manager = await caller('mara');
  const { caller: pat, ...words } = await manager.newcomer('Pat Ruiz', 'contribute');
  const page = await newDevice();
  await logIn(page, words);
  await expectUpToDate(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByLabel('Note', { exact: true }).fill('My spare cables are in case 12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(standing(page)).toHaveText('1 edit waiting');
  await manager.levelOf(pat.account, null);
  await page.context().setOffline(false);
  await expect(standing(page)).toHaveText('1 edit not accepted');
  await page.goto(`${server.url}/tours/${server.tour}/outbox`);
  await expect(page.getByRole('article')).toContainText('My spare cables are in case 12');
  await expect(page.getByText('Tonhalle Nord')).toHaveCount(0);
});
