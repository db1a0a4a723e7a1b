// What only some may know never reaches the devices of the others, shown or not.

import type { Page, Response } from '@playwright/test';
import type { RawRecord } from '../api';
import {
  everythingKept,
  expect,
  expectUpToDate,
  keptOnDevice,
  PEOPLE,
  test,
  today,
  type Who,
} from '../fixtures';

const KINDS = ['note', 'task', 'schedule_item', 'travel', 'contact', 'person', 'hotel_stay'];
/** Shorter ones occur anywhere by chance. */
const TEXT_CHARACTERS_MIN = 10;

/** The texts of a record: what somebody wrote, without ids, choices and times. */
function textsOf(record: RawRecord): string[] {
  const texts = ['title', 'body', 'detail', 'notes', 'reference', 'name'].map((name) => record.fields[name]);
  return texts.filter(
    (text): text is string => typeof text === 'string' && text.length >= TEXT_CHARACTERS_MIN,
  );
}

async function bodyOf(response: Response): Promise<string> {
  // The stream of hints has no end to wait for; it names nothing but counters.
  if (response.headers()['content-type']?.startsWith('text/event-stream')) return '';
  return await response.text().catch(() => '');
}

/** Everything that the server says to a page, as text. */
function listenTo(page: Page): () => Promise<string> {
  const heard: Promise<string>[] = [];
  page.on('response', (response) => void heard.push(bodyOf(response)));
  return async () => (await Promise.all(heard)).join('\n');
}

async function openEverything(page: Page): Promise<void> {
  for (const place of ['Tour', 'People', 'Travel', 'Today']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    await expect(page.getByRole('link', { name: place, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }
  const row = page
    .locator('button.row')
    .filter({ hasText: /Soundcheck/ })
    .first();
  await row.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Next day/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cologne' })).toBeVisible();
  await page.locator('.sync').click();
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
}

const CASES: [who: Who, hidden: string[]][] = [
  ['sam', ['party', 'management', 'money']],
  ['guest', ['party', 'management', 'money']],
  ['jo', ['money']],
];

for (const [who, hidden] of CASES) {
  test(`${who} is sent nothing of ${hidden.join(', ')}`, async ({ page, caller, logIn, at }) => {
    const manager = await caller('mara');
    const records = (await Promise.all(KINDS.map((kind) => manager.all(kind)))).flat();
    const open = new Set(records.filter((one) => !hidden.includes(one.audience)).flatMap(textsOf));
    const secrets = records.filter((one) => hidden.includes(one.audience)).flatMap(textsOf);
    const secret = [...new Set(secrets)].filter((text) => !open.has(text));
    // The test would say nothing if there were nothing to find.
    expect(secret.join('\n')).toContain('Guarantee 38,000 EUR');
    if (hidden.includes('management')) expect(secret.join('\n')).toContain('Label dinner');
    if (hidden.includes('party')) expect(secret.join('\n')).toContain('Interview, Radio Elbe');

    const heard = listenTo(page);
    await logIn(page, PEOPLE[who]);
    await expectUpToDate(page);
    await keptOnDevice(page);
    await openEverything(page);
    await page.goto(at(today()));
    await expectUpToDate(page);
    const [sent, kept] = [await heard(), await everythingKept(page)];
    expect(sent.includes('Tonhalle Nord') && kept.includes('Tonhalle Nord')).toBe(true);
    expect(secret.filter((text) => sent.includes(text))).toEqual([]);
    expect(secret.filter((text) => kept.includes(text))).toEqual([]);
  });
}
