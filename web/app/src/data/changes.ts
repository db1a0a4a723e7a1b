// What changed since somebody last looked, as the server tells it. Which changes are new is told by their numbers,
// never by a clock.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../api/client';
import type { Account, ChangeLine, DaySheet } from '../api/types';
import { openTour, sheetOn } from './book';
import { database, type Beginning, type Log } from './db';
import { create } from './edits';
import { save } from './outbox';
import { account, wiped } from './session';

/** Enough for weeks of an ordinary tour; older ones are on the server. */
const LINES_MAX = 1_000;

const log = signal<Log | undefined>(undefined);
const beginning = signal<Beginning | undefined>(undefined);
/** Lines that arrived while this page is open, for whoever shows them as they come. */
export const arrived = signal<ChangeLine[]>([]);

effect(() => {
  if (wiped.value === 0) return;
  log.value = undefined;
  beginning.value = undefined;
  arrived.value = [];
});

/** Every kept change of the open tour, oldest first. */
export const changeLines = computed(() => log.value?.lines ?? []);

/** Reads what this device has. */
export async function openLog(tour: string): Promise<void> {
  const db = await database();
  const [kept, first] = await Promise.all([db.get('logs', tour), db.get('beginnings', tour)]);
  if (openTour.value !== tour) return;
  log.value = kept;
  beginning.value = first;
}

/** Reads on from where this device was. The first time everything counts as seen. */
export async function pullChanges(tour: string): Promise<void> {
  const who = account.peek()?.id;
  const db = await database();
  const kept = (await db.get('logs', tour)) ?? { tour, lines: [] };
  let { next } = kept;
  const fresh: ChangeLine[] = [];
  for (let more = true; more;) {
    const query = next === undefined ? {} : { since: next };
    const page = await answered(api.GET('/v1/tours/{tour}/changes', { params: { path: { tour }, query } }));
    fresh.push(...page.days.flatMap((day) => day.lines as ChangeLine[]));
    more = page.more && next !== undefined;
    next = page.next;
  }
  if ((next === kept.next && fresh.length === 0) || account.peek()?.id !== who) return;
  const lines = [...kept.lines, ...fresh.toSorted((a, b) => (a.at < b.at ? -1 : 1))].slice(-LINES_MAX);
  const later: Log = { tour, lines, ...(next === undefined ? {} : { next }) };
  await db.put('logs', later);
  if (kept.next === undefined) await begin(tour, lines);
  if (openTour.value !== tour) return;
  log.value = later;
  if (kept.next !== undefined && fresh.length > 0) arrived.value = fresh;
}

async function begin(tour: string, lines: ChangeLine[]): Promise<void> {
  const db = await database();
  if (await db.get('beginnings', tour)) return;
  const first: Beginning = { tour, start: highest(lines) };
  await db.put('beginnings', first);
  if (openTour.value === tour) beginning.value = first;
}

/** The highest number of each audience. */
export function highest(lines: readonly ChangeLine[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const line of lines) numbers[line.scope] = Math.max(numbers[line.scope] ?? 0, line.seq);
  return numbers;
}

/** Changes of a date by others that somebody has not said to have seen, on this device or another. */
export function unseen(
  lines: readonly ChangeLine[],
  start: Record<string, number>,
  sheet: DaySheet,
  who: Account,
): ChangeLine[] {
  const until = { ...start };
  // A piece that was kept before sheets had these words has none.
  for (const word of sheet.seen ?? []) {
    if (word.account === who.id) until[word.scope] = Math.max(until[word.scope] ?? 0, word.seq);
  }
  const isNews = (line: ChangeLine) => line.seq > (until[line.scope] ?? 0) && line.author_name !== who.name;
  return lines.filter((line) => line.date === sheet.header.date && isNews(line));
}

/** What is new on a date, for the person at this device. */
export function unseenOn(date: string): ChangeLine[] {
  const sheet = sheetOn(date)?.sheet;
  if (!sheet || !account.value || !beginning.value) return [];
  return unseen(changeLines.value, beginning.value.start, sheet, account.value);
}

/** Says that everything that is known of a date has been seen: a word for each audience with news. */
export async function markSeen(date: string): Promise<void> {
  const day = sheetOn(date)?.sheet.header.day;
  const tour = openTour.value;
  const news = highest(unseenOn(date));
  if (!tour || !day || Object.keys(news).length === 0) return;
  const words = Object.entries(news).map(([scope, seq]) =>
    create('acknowledgement', scope, { day, up_to: seq }),
  );
  await save(tour, words, date);
}
