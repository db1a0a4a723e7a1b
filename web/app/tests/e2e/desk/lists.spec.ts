// Guest lists and rooming lists: written in, decided and handed out; also where there is no network.

import type { Page } from '@playwright/test';
import { expect, expectUpToDate, keptOnDevice, test, today } from '../fixtures';
import { expectSound } from '../screens';

const guests = (page: Page) => page.getByRole('region', { name: /^Guest list/ }).first();

test('a guest is asked for, approved and handed out', async ({ device }) => {
  const page = await device('mara', `plan/lists/${today(1)}`);
  const list = guests(page);
  await list.getByRole('button', { name: 'Add a guest' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a guest' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Quist');
  await dialog.getByLabel('How many people').fill('2');
  await dialog.getByLabel('Who comes along').fill('Bo Quist');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = list.getByRole('listitem').filter({ hasText: 'Ada Quist' });
  await expect(row).toContainText('To decide');
  await row.getByRole('button', { name: 'Approve Ada Quist' }).click();
  await expect(row).toContainText('Approved');
  await expect(list.getByText(/^2 people with 1 approved guest/)).toBeVisible();
  await expectUpToDate(page);
  await expectSound(page);

  await list.getByRole('button', { name: /^Hand out/ }).click();
  await page.getByRole('button', { name: 'Publish v1' }).click();
  const done = page.getByRole('dialog', { name: 'v1 is published' });
  for (const format of ['PDF', 'CSV', 'XLSX'])
    await expect(done.getByRole('link', { name: new RegExp(`${format}$`) })).toBeVisible();
  await done.getByRole('button', { name: 'Close' }).last().click();
  await expect(list.getByText('v1 was handed out, as it is.')).toBeVisible();

  await row.getByRole('button', { name: 'Edit Ada Quist' }).click();
  const edit = page.getByRole('dialog', { name: 'Ada Quist' });
  await edit.getByLabel('How many people').fill('3');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByText('v1 was handed out, 1 change since:')).toBeVisible();
  await expect(list.getByText(/^Ada Quist: .*3/)).toBeVisible();
});

test.describe('with the server gone', () => {
  test.afterEach(async ({ server }) => {
    await server.kill();
    await server.start();
  });

  test('a room is written down, and arrives later', async ({ device, server, caller }) => {
    const manager = await caller('mara');
    const date = today(3);
    const { header } = await manager.sheet(date);
    await manager.make('hotel_stay', { day: header.day, name: 'Hotel Północ' });
    const page = await device('mara', `plan/lists/${date}`);
    const list = page.getByRole('region', { name: /Hotel Północ/ });
    await expect(list.getByText('No room yet.')).toBeVisible();
    await keptOnDevice(page);
    await server.kill();
    await page.reload();
    await expect(page.getByText('No connection: these are the lists')).toBeVisible();
    await list.getByRole('button', { name: 'Add a room' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a room' });
    await dialog.getByLabel('Type').selectOption('twin');
    await dialog.getByRole('checkbox', { name: 'Sam Ortega' }).check();
    await dialog.getByLabel('Name that the hotel knows').fill('P. Mills');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(list.getByRole('listitem')).toContainText('Sam Ortega');
    await expect(list.getByRole('listitem')).toContainText('Waits to be sent');
    await expect(list.getByText('1 twin')).toBeVisible();
    await expectSound(page);

    await server.start();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectUpToDate(page);
    await expect(list.getByRole('listitem')).not.toContainText('Waits to be sent');
    const rooms = await manager.all('room');
    expect(rooms.map((room) => room.fields.alias)).toContain('P. Mills');
  });
});
