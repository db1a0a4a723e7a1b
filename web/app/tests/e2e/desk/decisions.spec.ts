// Two people who say different things, and edits that somebody has to accept.

import type { Page } from '@playwright/test';
import { expect, expectUpToDate, keptOnDevice, PHONE, standing, test, today } from '../fixtures';

async function retimeOnPhone(page: Page, title: string, time: string): Promise<void> {
  await rowOf(page, title).click();
  await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: `Edit ${title}` });
  await form.getByLabel('Time', { exact: true }).fill(time);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
}

/** The row of the phone's schedule. */
function rowOf(page: Page, title: string) {
  return page.locator('button.row').filter({ hasText: title });
}

test('two times for one row are both kept, shown to both, and decided for both', async ({
  device,
  caller,
}) => {
  const date = today(7);
  const mara = await device('mara', `plan/grid/${date}`);
  const jo = await device('jo', date, PHONE);
  await keptOnDevice(jo);
  const before = (await (await caller('mara')).row(date, 'Doors')).text;

  await jo.context().setOffline(true);
  await retimeOnPhone(jo, 'Doors', '17:45');
  await expect(standing(jo)).toHaveText('1 edit waiting');

  const cell = mara.locator(`#cell-${date}-doors`);
  await expect(cell).toContainText(before);
  await cell.dblclick();
  await mara.getByRole('textbox', { name: /^Edit/ }).fill('18:10');
  await mara.keyboard.press('Enter');
  await expectUpToDate(mara);

  await jo.context().setOffline(false);
  await expectUpToDate(jo);
  await expect(rowOf(jo, 'Doors')).toContainText('Needs a decision');
  await expect(rowOf(jo, 'Doors')).toContainText('18:10');
  await expect(rowOf(jo, 'Doors')).toContainText('17:45');
  await expect(cell).toContainText('two values, needs a decision');

  await mara
    .getByRole('link', { name: /^Decide/ })
    .first()
    .click();
  const card = mara
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Doors' })
    .filter({ hasText: '17:45' });
  await expect(card.first()).toContainText('Jo Okafor');
  await expect(card.first()).toContainText('Mara Kovač');
  await card
    .first()
    .getByRole('listitem')
    .filter({ hasText: '17:45' })
    .getByRole('button', { name: 'Use this' })
    .click();
  await expect(mara.getByRole('main').getByText('17:45')).toHaveCount(0);
  await expectUpToDate(mara);

  await expect(rowOf(jo, 'Doors')).not.toContainText('Needs a decision');
  await expect(rowOf(jo, 'Doors')).toContainText('17:45');
  expect((await (await caller('jo')).row(date, 'Doors')).text).toBe('17:45');
  expect((await (await caller('jo')).sheet(date)).disputes).toEqual([]);
});

test('an edit beyond somebody’s level waits for a manager, who accepts it', async ({
  newDevice,
  device,
  caller,
  server,
  logIn,
}) => {
  const date = today(11);
  const manager = await caller('mara');
  const { caller: kim, ...words } = await manager.newcomer('Kim Lund', 'edit');
  const phone = await newDevice(PHONE);
  await logIn(phone, words);
  await expectUpToDate(phone);
  await phone.goto(`${server.url}/tours/${server.tour}/${date}`);
  await keptOnDevice(phone);

  await phone.context().setOffline(true);
  await retimeOnPhone(phone, 'Load-in', '09:35');
  await manager.levelOf(kim.account, 'contribute');
  await phone.context().setOffline(false);
  await expect(rowOf(phone, 'Load-in')).toContainText('Your edit waits for a manager.');
  await expect(standing(phone)).toContainText('not accepted');
  expect((await manager.row(date, 'Load-in')).text).not.toContain('09:35');
  await phone.locator('.sync').click();
  await expect(phone.getByRole('heading', { name: '1 edit for a manager' })).toBeVisible();
  await expect(phone.getByRole('article')).toContainText('09:35');

  const mara = await device('mara', 'plan/decisions');
  const card = mara.getByRole('listitem').filter({ hasText: 'Kim Lund' }).filter({ hasText: '09:35' });
  await card.getByRole('button', { name: 'Accept' }).click();
  await expect(card).toBeHidden();

  await expect(phone.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  expect((await manager.row(date, 'Load-in')).text).toContain('09:35');
});
