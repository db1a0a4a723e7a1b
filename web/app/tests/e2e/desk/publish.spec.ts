// Handing out: a day as a new version, with its message; paper, files, feeds and links.

import type { Page } from '@playwright/test';
import { expect, expectUpToDate, keptOnDevice, test, today } from '../fixtures';
import { expectSound } from '../screens';

async function publishAt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
}

test('a change is published with its reason, and its message can be copied', async ({
  device,
  caller,
  at,
}) => {
  const date = today(1);
  const manager = await caller('mara');
  const mara = await device('mara', `plan/day/${date}`);
  const { version: first } = await manager.publish({ date });
  await manager.retime(date, 'Doors', '18:20');
  await mara.goto(at(`plan/day/${date}`));
  await expect(mara.getByText(`v${first}, 1 change not published`)).toBeVisible();
  await publishAt(mara);
  const dialog = mara.getByRole('dialog', { name: /^Publish/ });
  await expect(dialog.getByText(`v${first + 1} has 1 change`)).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText(/^Doors .*18:20/);
  await expect(dialog.getByRole('radio', { name: 'Important' })).toBeChecked();
  await expectSound(mara);
  await dialog.getByText('Critical').click();
  await dialog.getByLabel('Why there is a new version').fill('The truck is late');
  await dialog.getByRole('button', { name: `Publish v${first + 1}` }).click();

  const done = mara.getByRole('dialog', { name: `v${first + 1} is published` });
  await expect(done.getByLabel('What has changed, for a messenger')).toHaveValue(/Doors .*18:20/);
  await expect(done.getByRole('link', { name: 'Open PDF' })).toHaveAttribute(
    'href',
    new RegExp(`/days/${date}\\.pdf\\?variant=everyone&size=a4&clock=24$`),
  );
  await expectSound(mara);
  await done.getByRole('button', { name: 'Close' }).last().click();
  await expect(mara.getByText(`v${first + 1}, nothing has changed since`)).toBeVisible();
  await publishAt(mara);
  await expect(mara.getByText(/nothing has changed since version/)).toBeVisible();
});

test('every file of the tour answers', async ({ device, caller }) => {
  const page = await device('mara', `plan/paper/${today()}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Paper & feeds' })).toBeVisible();
  await expectSound(page);
  const links = page.locator('.paper-page a[href^="/v1/"]');
  await expect(links).toHaveCount(14);
  const { token, url } = await caller('mara');
  for (const link of await links.all()) {
    const href = await link.getAttribute('href');
    const answer = await fetch(url + href, { headers: { authorization: `Bearer ${token}` } });
    expect(`${href} ${answer.status}`).toBe(`${href} 200`);
    await answer.arrayBuffer();
  }
});

test('a feed is made, told once, and ended', async ({ device }) => {
  const page = await device('mara', 'plan/paper');
  const section = page.getByRole('region', { name: 'Calendar feeds' });
  await section.getByLabel('An entry for each').selectOption('items');
  await section.getByLabel('Name, if it needs one').fill('My calendar');
  await section.getByRole('button', { name: 'Make a feed' }).click();
  const address = await section.getByLabel('Address of the feed').inputValue();
  expect((await fetch(address)).status).toBe(200);
  await expect(section.getByRole('listitem')).toContainText('My calendar');
  await expectSound(page);
  await page.reload();
  await expect(section.getByRole('listitem')).toContainText('My calendar');
  await expect(section.getByLabel('Address of the feed')).toBeHidden();
  await section.getByRole('button', { name: 'End the feed: My calendar' }).click();
  await expect(section.getByText('You have no feed of this tour.')).toBeVisible();
  expect((await fetch(address)).status).toBe(404);
});

test('a link opens the day for whoever has it, until it is closed', async ({ device }) => {
  const page = await device('mara', `plan/paper/${today()}`);
  const section = page.getByRole('region', { name: 'Links to this day' });
  await section.getByLabel('What it shows').selectOption('wall');
  await section.getByLabel('What it is for').fill('Dressing room door');
  await section.getByRole('button', { name: 'Make a link' }).click();
  const address = await section.getByLabel('Address behind the code').inputValue();
  // Where the app is kept, it must not take the page for one of its own.
  await keptOnDevice(page);
  const visit = await page.context().newPage();
  await visit.goto(address);
  await expect(visit.getByText('Hamburg').first()).toBeVisible();
  await expect(visit.getByRole('link', { name: 'Skip to content' })).toHaveCount(0);
  await visit.close();
  await expect(section.getByRole('listitem')).toContainText('Dressing room door');
  await expectSound(page);
  await section.getByRole('button', { name: 'Close the link: Dressing room door' }).click();
  await expect(section.getByText('No link to this day is open.')).toBeVisible();
  expect((await fetch(address)).status).toBe(404);
});

test('the code on paper leads to a link of the same variant, and to none of another', async ({ device }) => {
  const page = await device('mara', `plan/paper/${today(1)}`);
  const sheet = page.getByRole('region', { name: 'Day sheet' });
  await sheet.getByLabel('For whom').selectOption('crew');
  await sheet.getByRole('button', { name: 'Open it without log-in' }).click();
  await expect(sheet.getByText('for whoever holds the paper')).toBeVisible();
  const pdf = sheet.getByRole('link', { name: 'Open PDF' });
  await expect(pdf).toHaveAttribute('href', /variant=crew.*&link=[\w-]+$/);
  await sheet.getByLabel('For whom').selectOption('everyone');
  await expect(pdf).toHaveAttribute('href', /variant=everyone&size=a4&clock=24$/);
  await expectUpToDate(page);
});
