// Paper in somebody's hand: its code opens the sheet and says whether the paper may still be gone by.

import { expect, expectUpToDate, keptOnDevice, PEOPLE, test, today } from '../fixtures';
import { expectSound } from '../screens';

test('older paper is told what has changed since, without a network too', async ({ device, caller, at }) => {
  const date = today(1);
  const mara = await caller('mara');
  const old = await mara.publish({ date });
  await mara.retime(date, 'Load-in', '10:05');
  const next = await mara.publish({ date, reason: 'The truck is late', severity: 'critical' });
  const page = await device('sam', `${date}?v=${old.edition}`);
  const banner = page.getByRole('status', { name: 'Your paper' });
  await expect(banner).toContainText(`Your paper is v${old.version}. v${next.version} is current`);
  await expect(banner.getByRole('listitem')).toContainText(['Load-in']);
  await expect(banner).toContainText('10:05');
  await expect(banner).toContainText(`v${next.version}, Critical`);
  await expect(banner).toContainText('The truck is late');
  await expectSound(page);

  await keptOnDevice(page);
  await page.context().setOffline(true);
  await page.goto(at(`${date}?v=${next.edition}`));
  await expect(banner).toContainText(`This paper is up to date (v${next.version})`);
  await page.goto(at(`${date}?v=${old.edition}`));
  await expect(banner.getByRole('listitem')).toContainText(['Load-in']);
  await page.goto(at(`${date}?v=00000000-0000-7000-8000-000000000000`));
  await expect(banner).toContainText('older than anything known here');
  await page.goto(at(`${date}?v=ffffffff-0000-7000-8000-000000000000`));
  await expect(banner).toContainText('newer than the copy on this device');
  await banner.getByRole('button', { name: 'Close' }).click();
  await expect(banner).toBeHidden();
  expect(new URL(page.url()).search).toBe('');
});

test('what the code on paper asks outlasts the log-in', async ({ newDevice, caller, at }) => {
  const date = today(2);
  const { edition, version } = await (await caller('mara')).publish({ date });
  const page = await newDevice();
  await page.goto(at(`${date}?v=${edition}`));
  await page.getByLabel('E-mail').fill(PEOPLE.jo.email);
  await page.getByLabel('Password', { exact: true }).fill(PEOPLE.jo.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('status', { name: 'Your paper' })).toContainText(`up to date (v${version})`);
});

test('a day is shared as text, and without a network that is said', async ({ device, caller }) => {
  const date = today(4);
  const mara = await caller('mara');
  await mara.publish({ date });
  await mara.make('note', { day: (await mara.sheet(date)).header.day, body: 'Bring rain clothes' });
  const page = await device('sam', date);
  await expectUpToDate(page);
  await page.getByRole('button', { name: 'Share this day' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this day' });
  await expect(dialog.getByLabel('Text to send')).toHaveValue(/Hollow Coast/);
  await expectSound(page);
  await dialog.getByText('Only what has changed').click();
  await expect(dialog.getByLabel('Text to send')).not.toHaveValue('');
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Share this day' }).click();
  await expect(dialog.getByText('it needs a connection')).toBeVisible();
});
