// Nights: a show day that goes on past midnight, and the two nights on which the clocks change.

import { expect, expectAccessible, test, today } from '../fixtures';

test('what is called past midnight stands last on its show day, marked as the next night', async ({
  device,
}) => {
  const page = await device('guest');
  const rows = page.getByRole('button', { name: /Bus call|Load-out|Curfew/ });
  await expect(rows.last()).toContainText('Bus call');
  await expect(rows.last()).toContainText('01:30');
  await expect(rows.last()).toContainText('+1');
});

test('at half past midnight the evening’s sheet is still on, and in the morning the next', async ({
  device,
}) => {
  const page = await device('guest');
  await page.clock.setFixedTime(`${today(1)}T00:30:00+01:00`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
  await expect(page.getByText('Load-out').first()).toBeVisible();
  await expect(page.getByText('Bus call').first()).toBeVisible();
  await page.clock.setFixedTime(`${today(1)}T08:30:00+01:00`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Cologne' })).toBeVisible();
});

test('times that do not exist or come twice are said on the sheet and in the row', async ({
  device,
  caller,
  server,
}) => {
  const manager = await (await caller('mara')).newTour('Two nights');
  const place = { city: 'Bremen', country: 'DE' };
  const days: [date: string, skipped: boolean][] = [
    ['2026-10-24', false],
    ['2027-03-27', true],
  ];
  for (const [date] of days) {
    const day = await manager.make('day', { date, day_type: 'show', zone: 'Europe/Berlin', place });
    const when = { precision: 'exact', start: '02:30+1' };
    await manager.make('schedule_item', { day: day.id, title: 'Truck 1 leaves', when, confirmed: true });
  }
  const page = await device('mara');
  for (const [date, skipped] of days) {
    await page.goto(`${server.url}/tours/${manager.tour}/${date}`);
    const row = page.getByRole('button', { name: /Truck 1 leaves/ });
    const said = skipped
      ? '02:30 does not exist in that night: the clocks go forward.'
      : '02:30 comes twice in that night: the first is meant.';
    await expect(row).toContainText(said);
    await row.click();
    await expect(page.getByRole('dialog')).toContainText(said);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  }
});
