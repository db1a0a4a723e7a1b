// What changed since somebody last looked, as the server tells it. Which changes are new is told by their numbers,
// never by a clock.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../api/client';
import type { ChangeLine } from '../api/types';
import { openTour } from './book';
import { database, type Log, type Seen } from './db';
import { account, wiped } from './session';

/** Enough for weeks of an ordinary tour; older ones are on the server. */
const LINES_MAX = 1_000;

const log = signal<Log | undefined>(undefined);
const seen = signal<Seen | undefined>(undefined);
/** Lines that arrived while this page is open, for whoever shows them as they come. */
export const arrived = signal<ChangeLine[]>([]);

effect(() => {
  if (wiped.value === 0) return;
  log.value = undefined;
  seen.value = undefined;
  arrived.value = [];
});

/** Every kept change of the open tour, oldest first. */
export const changeLines = computed(() => log.value?.lines ?? []);

/** Reads what this device has. */
export async function openLog(tour: string): Promise<void> {
  const db = await database();
  const [kept, marks] = await Promise.all([db.get('logs', tour), db.get('seen', tour)]);
  if (openTour.value !== tour) return;
  log.value = kept;
  seen.value = marks;
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
  if (await db.get('seen', tour)) return;
  const marks: Seen = { tour, start: highest(lines), dates: {} };
  await db.put('seen', marks);
  if (openTour.value === tour) seen.value = marks;
}

/** The highest number of each audience. */
export function highest(lines: readonly ChangeLine[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const line of lines) numbers[line.scope] = Math.max(numbers[line.scope] ?? 0, line.seq);
  return numbers;
}

/** Changes of a date by others that nobody has marked as seen on this device. */
export function unseen(
  lines: readonly ChangeLine[],
  marks: Seen | undefined,
  date: string,
  own?: string,
): ChangeLine[] {
  const until = (scope: string) => Math.max(marks?.dates[date]?.[scope] ?? 0, marks?.start[scope] ?? 0);
  return lines.filter(
    (line) => line.date === date && line.seq > until(line.scope) && line.author_name !== own,
  );
}

/** What is new on a date, for the person at this device. */
export function unseenOn(date: string): ChangeLine[] {
  return unseen(changeLines.value, seen.value, date, account.value?.name);
}

/** Marks everything that is known of a date as seen. */
export async function markSeen(date: string): Promise<void> {
  const tour = openTour.value;
  if (!tour) return;
  const marks = seen.value ?? { tour, start: {}, dates: {} };
  const now = highest(changeLines.value.filter((line) => line.date === date));
  const next: Seen = { ...marks, dates: { ...marks.dates, [date]: { ...marks.dates[date], ...now } } };
  await (await database()).put('seen', next);
  seen.value = next;
}
