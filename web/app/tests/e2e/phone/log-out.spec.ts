// The end of a log-in: what stays on the device, what goes, and what is asked first.

import type { Page } from '@playwright/test';
import type { Caller } from '../api';
import {
  everythingKept,
  expect,
  expectAccessible,
  expectUpToDate,
  keptOnDevice,
  PEOPLE,
  standing,
  test,
  today,
} from '../fixtures';

/** Words of the tour that only people on it may know, and that are no example in the app itself. */
const OF_THE_TOUR = ['Groningen', 'Parking permits', 'Paper Lanterns', '+49 171', 'Mara Kova'];

/** Which of these words the browser keeps somewhere. */
async function keptOf(page: Page, words: string[]): Promise<string[]> {
  const kept = await everythingKept(page);
  return words.filter((word) => kept.includes(word));
}

async function addNote(page: Page, body: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByLabel('Note', { exact: true }).fill(body);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved on this device')).toBeVisible();
}

async function typeLogIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function logOut(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings`);
  await page.getByRole('button', { name: 'Log out' }).click();
}

/** Ends somebody's log-in from elsewhere, as that of a lost phone. A page's log-in has a label. */
async function endOnPhone(who: Caller): Promise<void> {
  const { items } = await who.ask<{ items: { id: string; label: string | null }[] }>('GET', '/v1/sessions');
  const ofPhone = items.find((one) => one.label);
  await who.ask('DELETE', `/v1/sessions/${ofPhone?.id}`);
}

test('after a log-out nothing of the tour is on the device', async ({ page, server, logIn }) => {
  await logIn(page, PEOPLE.sam);
  await expectUpToDate(page);
  await keptOnDevice(page);
  for (const place of ['People', 'Travel', 'Tour'])
    await page.getByRole('link', { name: place, exact: true }).click();
  expect(await keptOf(page, OF_THE_TOUR)).toEqual(OF_THE_TOUR);

  await logOut(page, server.url);
  await page.getByRole('dialog').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  expect(await keptOf(page, [...OF_THE_TOUR, server.tour])).toEqual([]);
  await page.goto(`${server.url}/tours/${server.tour}/${today()}`);
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('Tonhalle Nord')).toHaveCount(0);
});

test('a log-out without a network says what would be lost, and wipes all the same', async ({
  page,
  server,
  context,
  logIn,
}) => {
  await logIn(page, PEOPLE.sam);
  await expectUpToDate(page);
  await keptOnDevice(page);
  await context.setOffline(true);
  await addNote(page, 'Only on this phone');
  await logOut(page, server.url);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 edit is only on this device and would be lost');
  await expect(dialog).toContainText('Only on this phone');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Log out and delete them' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  expect(await keptOf(page, [...OF_THE_TOUR, 'Only on this phone'])).toEqual([]);
});

test('an ended log-in keeps the edits, says so, and sends them after the next one', async ({
  page,
  caller,
  logIn,
}) => {
  const manager = await caller('mara');
  const { caller: lee, ...words } = await manager.newcomer('Lee Brandt', 'contribute');
  await logIn(page, words);
  await expectUpToDate(page);
  await endOnPhone(lee);

  await addNote(page, 'Said after the log-in had ended');
  await expect(standing(page)).toHaveText('Log in again');
  await expect(page.getByText('Your log-in has ended. Your edits are kept on this device.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  await expect(page.getByText('Said after the log-in had ended')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Log in' }).click();
  await expect(page.getByText('1 edit is kept on this device and sent after you log in.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(words.email);
  await typeLogIn(page, words);
  await expectUpToDate(page);
  expect((await manager.sheet(today())).notes.map((note) => note.body)).toContain(
    'Said after the log-in had ended',
  );
});

test('somebody else’s log-in asks before it deletes what was not sent', async ({
  page,
  caller,
  context,
  server,
  logIn,
}) => {
  const { caller: ann, ...words } = await (await caller('mara')).newcomer('Ann Weiss', 'contribute');
  await logIn(page, words);
  await expectUpToDate(page);
  await keptOnDevice(page);
  await context.setOffline(true);
  await addNote(page, 'Ann has not sent this');
  await endOnPhone(ann);
  await page.goto(`${server.url}/login`);
  await typeLogIn(page, PEOPLE.guest);
  const dialog = page.getByRole('dialog', { name: '1 edit would be lost' });
  await expect(dialog).toContainText('Ann Weiss');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Log in as Ann Weiss first' }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(words.email);
  expect(await keptOf(page, ['Ann has not sent this'])).toHaveLength(1);

  await context.setOffline(false);
  await typeLogIn(page, PEOPLE.guest);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it and go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  expect(await keptOf(page, ['Ann has not sent this'])).toEqual([]);
});
