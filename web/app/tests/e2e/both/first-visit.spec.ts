// Somebody opens the app for the first time.

import { expect, expectAccessible, expectUpToDate, PEOPLE, test, today } from '../fixtures';

const isPhone = () => test.info().project.name === 'phone';

test('whoever plans lands on the table at a desk and on today’s sheet on a phone', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill(PEOPLE.mara.email);
  await page.getByLabel('Password', { exact: true }).fill(PEOPLE.mara.password);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  if (isPhone()) {
    await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
    await expect(page.getByRole('button', { name: /Bus call/ }).last()).toBeVisible();
    expect(page.url()).toBe(`${server.url}/tours/${server.tour}`);
  } else {
    await expect(page.getByRole('grid', { name: 'Tour days' })).toBeVisible();
    const row = page.locator(`[data-date="${today()}"]`);
    await expect(row).toContainText('Hamburg');
    await expect(row).toContainText('Tonhalle Nord');
    expect(page.url()).toBe(`${server.url}/tours/${server.tour}/plan/grid`);
  }
  await expectUpToDate(page);
});

test('whoever only reads lands on today’s sheet everywhere', async ({ page, server, logIn }) => {
  await logIn(page, PEOPLE.guest);
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  expect(page.url()).toBe(`${server.url}/tours/${server.tour}`);
});

test('a wrong password is said and what was typed stays', async ({ page, server }) => {
  await page.goto(server.url);
  const [email, password] = [page.getByLabel('E-mail'), page.getByLabel('Password', { exact: true })];
  await email.fill(PEOPLE.sam.email);
  await password.fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail or password is not right.');
  await expect(email).toHaveValue(PEOPLE.sam.email);
  await expect(password).toHaveValue('not the password');
  await expect(password).toBeFocused();
  await expectAccessible(page);
});

test('a log-in without a network says so and keeps what was typed', async ({ page, server, context }) => {
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill(PEOPLE.sam.email);
  await page.getByLabel('Password', { exact: true }).fill(PEOPLE.sam.password);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('alert')).toContainText('What you typed is kept');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
});

test('an address that somebody sent opens after the log-in', async ({ page, at }) => {
  await page.goto(at(today(1)));
  await page.getByLabel('E-mail').fill(PEOPLE.jo.email);
  await page.getByLabel('Password', { exact: true }).fill(PEOPLE.jo.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cologne' })).toBeVisible();
  expect(page.url()).toBe(at(today(1)));
});
