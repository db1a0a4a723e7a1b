// The tour's table without a mouse.

import type { Page } from '@playwright/test';
import { expect, expectUpToDate, tabTo, test, today } from '../fixtures';

const cell = (page: Page, date: string, column: string) => page.locator(`#cell-${date}-${column}`);

/** Tabs into the table and goes to a cell by arrows. */
async function goTo(page: Page, later: number, column: string): Promise<void> {
  await tabTo(page, page.locator('[role=grid] [tabindex="0"]').first());
  await page.keyboard.press('Home');
  for (let day = 0; day < Math.abs(later); day += 1)
    await page.keyboard.press(later > 0 ? 'ArrowDown' : 'ArrowUp');
  const columns = await page.locator('[role=grid] thead th').allTextContents();
  const at = columns.indexOf(column);
  expect(at).toBeGreaterThanOrEqual(0);
  for (let steps = 0; steps < at; steps += 1) await page.keyboard.press('ArrowRight');
}

test('a time is found with the arrows, typed over, saved, taken back and done again', async ({
  device,
  caller,
}) => {
  const page = await device('mara', 'plan/grid');
  const date = today(3);
  const doors = cell(page, date, 'doors');
  await goTo(page, 3, 'Doors');
  await expect(doors).toBeFocused();
  const before = (await doors.innerText()).trim();

  await page.keyboard.type('2030');
  const field = page.getByRole('textbox', { name: /^Edit/ });
  await expect(field).toHaveValue('2030');
  await expect(page.getByText('Reads as 20:30')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(doors).toContainText('20:30');
  await expect(cell(page, today(4), 'doors')).toBeFocused();

  await page.keyboard.press('Control+z');
  await expect(doors).toContainText(before);
  await page.keyboard.press('Control+Shift+z');
  await expect(doors).toContainText('20:30');
  await expectUpToDate(page);
  expect((await (await caller('jo')).row(date, 'Doors')).text).toBe('20:30');
});

test('Escape keeps the old value, and Tab saves and goes on', async ({ device }) => {
  const page = await device('mara', 'plan/grid');
  await goTo(page, 6, 'Doors');
  const six = cell(page, today(6), 'doors');
  await expect(six).toBeFocused();
  const before = await six.innerText();
  await page.keyboard.press('Enter');
  await page.keyboard.type('11:11');
  await page.keyboard.press('Escape');
  await expect(six).toHaveText(before);
  await expect(six).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('19:05');
  await page.keyboard.press('Tab');
  await expect(six).toContainText('19:05');
  await expect(cell(page, today(6), 'stage')).toBeFocused();
});

test('a mistyped time says what it understood and stays until it is mended', async ({ device }) => {
  const page = await device('mara', 'plan/grid');
  const curfew = cell(page, today(1), 'curfew');
  await goTo(page, 1, 'Curfew');
  const before = await curfew.innerText();
  await page.keyboard.type('730');
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: /^Edit/ });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('730');
  await expect(page.locator('#cell-hint')).toContainText('Read as 7:30');
  await expect(page.locator('#cell-hint')).toContainText('morning or evening');
  await page.keyboard.press('Tab');
  await expect(curfew).toContainText('730');
  await expect(curfew).toContainText('Not saved');
  await page.reload();
  await expect(curfew).toHaveText(before);
});

test('rows of a spreadsheet are pasted after a look at what would change', async ({ device, caller }) => {
  const page = await device('mara', 'plan/grid', { permissions: ['clipboard-read', 'clipboard-write'] });
  await goTo(page, 13, 'Doors');
  await page.evaluate(() => navigator.clipboard.writeText('18:40\t20:50\n18:45\t21:05\n'));
  const [first, second] = [today(13), today(14)];
  await expect(cell(page, first, 'doors')).toBeFocused();
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Paste from a spreadsheet' });
  await expect(dialog.getByText('4 values would change')).toBeVisible();
  await tabTo(page, dialog.getByRole('button', { name: 'Change 4 values' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(cell(page, first, 'doors')).toContainText('18:40');
  await expect(cell(page, first, 'stage')).toContainText('20:50');
  await expect(cell(page, second, 'doors')).toContainText('18:45');
  await expect(cell(page, second, 'stage')).toContainText('21:05');
  await expectUpToDate(page);
  expect((await (await caller('jo')).row(second, 'Doors')).text).toBe('18:45');
  await page.keyboard.press('Control+z');
  await expect(cell(page, second, 'doors')).not.toContainText('18:45');
});

test('N, ? and / do what they say from the table', async ({ device }) => {
  const page = await device('mara', 'plan/grid');
  await goTo(page, 0, 'Doors');
  const here = cell(page, today(), 'doors');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Add a day' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(here).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(here).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search this tour' })).toBeFocused();
  await page.keyboard.type('Groningen');
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=grid] [tabindex="0"]')).toBeFocused();
  await expect(page.locator('tr.open')).toContainText('Groningen');
});

test('whoever only reads cannot write into the table', async ({ device }) => {
  const page = await device('sam', 'plan/grid');
  await goTo(page, 1, 'Doors');
  await page.keyboard.type('20');
  await expect(page.getByText('You can read this tour, not change it')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Edit/ })).toHaveCount(0);
});

test('somebody else’s edit appears by itself, with their initials', async ({ device, caller }) => {
  const page = await device('mara', 'plan/grid');
  const stage = cell(page, today(2), 'doors');
  const jo = await caller('jo');
  const date = today(3);
  const peer = cell(page, date, 'curfew');
  await expect(peer).toBeVisible();
  await expect(stage).toBeAttached();
  await jo.retime(date, 'Curfew', '23:20');
  await expect(peer).toContainText('23:20');
  await expect(peer).toHaveClass(/\bpeer\b/);
  await expect(peer.locator('.who')).toHaveText('JO');
  await expect(peer).toContainText('Jo Okafor changed this just now');
});
