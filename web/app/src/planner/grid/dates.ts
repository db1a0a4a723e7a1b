// Dates as people write them in spreadsheets and search fields. A date without a year is the tour's; where day and
// month could be exchanged, nothing is guessed.

import { plain } from './cities';

export type DateReading = { ok: true; date: string } | { ok: false; why: 'noDate' | 'ambiguousDate' };

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'marz', 'mrz'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
];
const WEEKDAY =
  /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)[.,]? +/;

/** Reads `2026-12-05`, `5 Dec`, `Sat 5 December 2026`, `Dec 5`, `5.12.`, `05.12.2026`, `5/12/26`. */
export function readDate(text: string, dates: readonly string[]): DateReading {
  const clean = plain(text).replace(WEEKDAY, '').replaceAll(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{2}|\d{4}))?$/.exec(clean);
  if (dotted) return placed(Number(dotted[2]), Number(dotted[1]), dotted[3], dates);
  const worded = /^(\d{1,2})\.? ([a-z]+)\.?(?:,? (\d{4}))?$/.exec(clean);
  if (worded) return placed(monthOf(worded[2]), Number(worded[1]), worded[3], dates);
  const american = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(clean);
  if (american) return placed(monthOf(american[1]), Number(american[2]), american[3], dates);
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(clean);
  return slashed ? eitherWay(Number(slashed[1]), Number(slashed[2]), slashed[3], dates) : no('noDate');
}

const no = (why: 'noDate' | 'ambiguousDate'): DateReading => ({ ok: false, why });

function monthOf(name: string | undefined): number {
  return MONTHS.findIndex((names) => names.includes(name ?? '')) + 1;
}

/** `5/12` is the fifth of December or the twelfth of May; only where one of them is on the tour it is that one. */
function eitherWay(a: number, b: number, year: string | undefined, dates: readonly string[]): DateReading {
  const readings = [placed(b, a, year, dates), placed(a, b, year, dates)];
  const found = readings.flatMap((reading) => (reading.ok ? [reading.date] : []));
  const onTour = new Set(found.filter((date) => dates.includes(date)));
  const [only] = onTour.size > 0 ? onTour : found;
  if (onTour.size > 1 || (onTour.size === 0 && new Set(found).size > 1)) return no('ambiguousDate');
  return only ? { ok: true, date: only } : no('noDate');
}

/** A day of a month, in the year that is said or else in the one in which the tour has it. */
function placed(month: number, day: number, year: string | undefined, dates: readonly string[]): DateReading {
  if (year !== undefined) return made(Number(year.length === 2 ? `20${year}` : year), month, day);
  const years = [...new Set(dates.map((date) => Number(date.slice(0, 4))))];
  const found = years.map((one) => made(one, month, day)).filter((reading) => reading.ok);
  return found.find((reading) => dates.includes(reading.date)) ?? found[0] ?? no('noDate');
}

function made(year: number, month: number, day: number): DateReading {
  const date = new Date(Date.UTC(year, month - 1, day));
  const right = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
  return right ? { ok: true, date: date.toISOString().slice(0, 10) } : no('noDate');
}
