// Every screen of the phone, in both lights and at twice the size.

import type { Page } from '@playwright/test';
import { expect, test, today } from '../fixtures';
import { expectSound } from '../screens';

const SCREENS: [name: string, place: string, there: (page: Page) => Promise<void>][] = [
  [
    'today',
    '',
    async (page) => await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible(),
  ],
  ['a day off', today(2), async (page) => await expect(page.getByText('A day off')).toBeVisible()],
  [
    'a date without plans',
    '2031-01-01',
    async (page) => await expect(page.getByText('no plans')).toBeVisible(),
  ],
  ['the tour', 'tour', async (page) => await expect(page.getByText('Groningen').first()).toBeVisible()],
  ['people', 'people', async (page) => await expect(page.getByText('Jo Okafor').first()).toBeVisible()],
  ['travel', 'travel', async (page) => await expect(page.getByText('Depart').first()).toBeVisible()],
  ['the outbox', 'outbox', async (page) => await expect(page.getByText('Nothing waits')).toBeVisible()],
];

for (const [name, place, there] of SCREENS) {
  test(`${name} can be used by everybody`, async ({ device }) => {
    const page = await device('jo', place);
    await there(page);
    await expectSound(page);
  });
}

test('the settings can be used by everybody', async ({ device, server }) => {
  const page = await device('jo');
  await page.goto(`${server.url}/settings`);
  await expect(page.getByText('IANA database')).toBeVisible();
  await expectSound(page);
});

test('the dialogs of a sheet can be used by everybody', async ({ device }) => {
  const page = await device('jo');
  await page
    .getByRole('button', { name: /Bus call/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Bus call' })).toContainText('Two values, one decision');
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Time', { exact: true })).toBeFocused();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a note' }).click();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a task' }).click();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /Hollow Coast/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Tours and settings' })).toBeVisible();
  await expectSound(page);
});

test('the log-in and an invitation can be used by everybody', async ({ page, server, caller }) => {
  await page.goto(`${server.url}/login`);
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expectSound(page);
  const mara = await caller('mara');
  const { token } = await mara.ask<{ token: string }>('POST', `/v1/tours/${server.tour}/invitations`, {
    audiences: { everyone: 'contribute' },
  });
  await page.goto(`${server.url}/join/${token}`);
  await expect(page.getByText('Hollow Coast, Europe 26')).toBeVisible();
  await expectSound(page);
});

test('whoever is invited makes an account and is on the tour', async ({ page, server, caller }) => {
  const mara = await caller('mara');
  const { token } = await mara.ask<{ token: string }>('POST', `/v1/tours/${server.tour}/invitations`, {
    audiences: { everyone: 'contribute' },
  });
  await page.goto(`${server.url}/join/${token}`);
  await page.getByLabel('Your name').fill('Ira Stein');
  await page.getByLabel('E-mail').fill('ira@hollowcoast.example.com');
  await page.getByLabel('Password', { exact: true }).fill('a-few-words-to-type');
  await page.getByRole('button', { name: 'Make an account and join' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a note' })).toBeVisible();
});
