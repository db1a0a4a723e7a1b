// What is on and what is next, out of everything that has a time.

import { overAt, type Timed } from './timed';

export interface Standing {
  /** What is on, the one to show large first: what began last, key times before others. */
  running: Timed[];
  /** What begins next; several things may begin at the same minute. */
  next: Timed[];
  /** What was on last, while nothing is. */
  last: Timed | undefined;
}

export function standing(timed: readonly Timed[], now: number): Standing {
  const begun = timed.filter((one) => one.start <= now);
  const running = begun.filter((one) => overAt(one) > now).toSorted(larger);
  const ahead = timed.filter((one) => one.start > now).toSorted((a, b) => a.start - b.start);
  const next = ahead.filter((one) => one.start === ahead[0]?.start);
  const last = running.length > 0 ? undefined : begun.toSorted((a, b) => overAt(a) - overAt(b)).at(-1);
  return { running, next, last };
}

/** The later begun first: at 16:00 the soundcheck counts, not the catering that is open all day. */
function larger(a: Timed, b: Timed): number {
  return b.start - a.start || Number(b.key) - Number(a.key) || overAt(a) - overAt(b);
}

/** Whole minutes until an instant. */
export function minutesUntil(at: number, now: number): number {
  return Math.ceil((at - now) / 60_000);
}

/** How much of something is over, 0 to 100; undefined for a moment. */
export function progress(timed: Timed, now: number): number | undefined {
  if (timed.end === undefined || timed.end <= timed.start) return undefined;
  return Math.round(Math.min(1, Math.max(0, (now - timed.start) / (timed.end - timed.start))) * 100);
}
