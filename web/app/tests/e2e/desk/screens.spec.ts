// Every page of the desk, in both lights and at twice the size.

import type { Page } from '@playwright/test';
import { expect, test, today } from '../fixtures';
import { expectSound } from '../screens';

const heading = (name: string | RegExp) => async (page: Page) =>
  await expect(page.getByRole('heading', { level: 1, name })).toBeAttached();

const PAGES: [name: string, place: string, there: (page: Page) => Promise<void>][] = [
  [
    'the table',
    'plan/grid',
    async (page) => await expect(page.getByRole('row', { name: /Groningen/ })).toBeAttached(),
  ],
  ['the map', 'plan/map', async (page) => await expect(page.getByText('Groningen').first()).toBeAttached()],
  ['the editor of a day', `plan/day/${today()}`, heading('Hamburg')],
  [
    'the editor of an empty day',
    `plan/day/${today(2)}`,
    async (page) => await expect(page.getByText('Nothing is planned for this day yet.')).toBeVisible(),
  ],
  [
    'decisions',
    'plan/decisions',
    async (page) => await expect(page.getByText('Bus call').first()).toBeVisible(),
  ],
  ['the advance board', 'plan/advance', heading('Advance')],
  ['templates', 'plan/templates', heading('Templates')],
  [
    'people',
    'plan/people',
    async (page) =>
      await expect(
        page.getByText('Sam Ortega').or(page.locator('input[value="Sam Ortega"]')).first(),
      ).toBeAttached(),
  ],
  [
    'travel',
    'plan/travel',
    async (page) => await expect(page.locator('.of-travel table').first()).toBeVisible(),
  ],
  ['the lists', `plan/lists/${today()}`, heading('Lists')],
  ['paper and feeds', `plan/paper/${today()}`, heading('Paper & feeds')],
  ['import', 'plan/import', async (page) => await expect(page.locator('.of-import h1')).toBeVisible()],
];

for (const [name, place, there] of PAGES) {
  test(`${name} can be used by everybody`, async ({ device }) => {
    const page = await device('mara', place);
    await there(page);
    await expectSound(page);
  });
}

test('the dialogs of the desk can be used by everybody', async ({ device }) => {
  const page = await device('mara', `plan/day/${today()}`);
  await page.getByRole('button', { name: 'Shift the rest' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('textbox', { name: /^Minutes/ }).fill('30');
  await expect(page.getByText(/rows? move/).first()).toBeVisible();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Make a template' }).click();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Tour table/ }).click();
  await expect(page.getByRole('grid', { name: 'Tour days' })).toBeVisible();
  await page.getByRole('button', { name: 'Add day' }).click();
  await expect(page.getByRole('dialog', { name: 'Add a day' })).toBeVisible();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectSound(page);
});
