// A tour of another size than the demo's: very long, very full, empty, and with names of every length and direction.

import type { Page } from '@playwright/test';
import { newId, type Caller } from '../api';
import { expect, expectAccessible, expectNoSidewaysScroll, expectUpToDate, test, today } from '../fixtures';

const isPhone = () => test.info().project.name === 'phone';

const LONG =
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenpräsentationsbühne mit sehr langem Namen am Hafen';
const RTL = 'מועדון הלילה של הנמל הישן';
const DAYS = 120;

function dateOf(day: number): string {
  return new Date(Date.parse(`${today()}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
}

/** A date each, as a spreadsheet has them. */
function routing(): string {
  const rows = Array.from({ length: DAYS }, (_, day) => {
    const [city, venue] =
      day === 1
        ? ['خورفكان', RTL]
        : day === 2
          ? ['Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', LONG]
          : [`Town ${day}`, `Hall ${day}`];
    return `${dateOf(day)},${city},DE,${venue}`;
  });
  return ['Date,City,Country,Venue', ...rows].join('\n');
}

async function bigTour(mara: Caller): Promise<Caller> {
  const tour = await mara.newTour(`${LONG} ${RTL}`);
  await tour.ask('POST', `/v1/tours/${tour.tour}/import?name=routing.csv`, routing());
  const day = (await tour.sheet(dateOf(2))).header.day;
  const { audiences } = await tour.ask<{ audiences: { id: string; audience: string }[] }>(
    'GET',
    `/v1/tours/${tour.tour}`,
  );
  const scope = audiences.find((one) => one.audience === 'everyone')?.id;
  const edits = Array.from({ length: 40 }, (_, n) => ({
    do: 'create',
    kind: 'schedule_item',
    scope,
    id: newId(),
    fields: {
      day,
      title: n % 2 === 0 ? `${LONG} ${n}` : `${RTL} ${n}`,
      when: {
        precision: 'exact',
        start: `${String(6 + Math.floor(n / 3)).padStart(2, '0')}:${(n % 3) * 15 + 10}`,
      },
      place: LONG,
      departments: [LONG, RTL],
      detail: `${LONG.replaceAll(' ', '')} ${RTL}`,
    },
  }));
  expect(await tour.send(edits)).toBe('applied');
  return tour;
}

async function expectFits(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test('a full day with long names in both directions fits, and so does an empty one', async ({
  device,
  caller,
  server,
}) => {
  const tour = await bigTour(await caller('mara'));
  const page = await device('mara');
  const place = (rest: string) => `${server.url}/tours/${tour.tour}/${rest}`;
  const rows = isPhone() ? page.getByRole('button', { name: / 38/ }) : page.getByRole('row', { name: / 38/ });
  await page.goto(place(isPhone() ? dateOf(2) : `plan/day/${dateOf(2)}`));
  await expect(rows.first()).toBeAttached();
  await expectUpToDate(page);
  await expectFits(page);
  if (isPhone()) {
    await rows.first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectFits(page);
  }
  await page.goto(place(isPhone() ? dateOf(1) : `plan/day/${dateOf(1)}`));
  await expect(
    page.getByText(isPhone() ? 'No schedule yet' : 'Nothing is planned for this day yet.'),
  ).toBeVisible();
  await expectFits(page);
});

test('a tour of 120 days is there as a whole, and the arrows go through all of it', async ({
  device,
  caller,
  server,
}) => {
  const tour = await bigTour(await caller('mara'));
  const page = await device('mara');
  const place = (rest: string) => `${server.url}/tours/${tour.tour}/${rest}`;
  if (isPhone()) {
    await page.goto(place('tour'));
    await expect(page.getByRole('link', { name: /Town 119/ })).toBeAttached();
    await expectFits(page);
    return;
  }
  await page.goto(place('plan/grid'));
  await expect(page.locator('[data-date]')).toHaveCount(DAYS);
  await expectFits(page);
  const cell = (day: number) => page.locator(`#cell-${dateOf(day)}-city`);
  await cell(0).click();
  for (let day = 0; day < DAYS - 1; day += 1) await page.keyboard.press('ArrowDown');
  await expect(cell(DAYS - 1)).toBeFocused();
  await expect(cell(DAYS - 1)).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect(page.locator(`#cell-${dateOf(0)}-date`)).toBeFocused();
});

test('a tour without a single day says so', async ({ device, caller, server }) => {
  const tour = await (await caller('mara')).newTour('Nothing yet');
  const page = await device('mara');
  await page.goto(`${server.url}/tours/${tour.tour}/${isPhone() ? 'tour' : 'plan/grid'}`);
  await expect(
    page.getByText(isPhone() ? 'The tour has no dates yet.' : 'This tour has no days yet'),
  ).toBeVisible();
  await expectFits(page);
});
