// The night on which the clocks go back, at the desk: which of two equal times is meant is somebody's choice.

import { expect, expectAccessible, expectUpToDate, test } from '../fixtures';

test('the second of two equal times is chosen at the desk', async ({ device, caller, server }) => {
  const manager = await (await caller('mara')).newTour('The long night');
  const day = await manager.make('day', { date: '2026-10-24', day_type: 'show', zone: 'Europe/Berlin' });
  const when = { precision: 'exact', start: '02:30+1' };
  const row = await manager.make('schedule_item', { day: day.id, title: 'Truck 1 leaves', when });
  const page = await device('mara');
  await page.goto(`${server.url}/tours/${manager.tour}/plan/day/2026-10-24`);
  const said = /02:30.\+1 happens twice on this night: the clocks go back\./;
  await expect(page.getByText(said).first()).toBeVisible();
  await expect(page.getByText(/02:00.* to 03:00.* happens twice on this night/).first()).toBeAttached();
  const choice = page
    .getByRole('radiogroup', { name: /Truck 1 leaves/ })
    .or(page.getByRole('group', { name: /Truck 1 leaves/ }));
  await choice.getByText('The second').click();
  await expectUpToDate(page);
  await expectAccessible(page);
  const { schedule } = await manager.sheet('2026-10-24');
  expect(schedule.find((one) => one.id === row.id)?.when).toMatchObject({ start: '02:30+1', fold: 'second' });
});
