// The words of the app. English is the type of every language, so a missing word fails the type check.

import { effect, signal } from '@preact/signals';
import { prefs } from '../data/prefs';
import { en, type Words } from './en';

/** English as far as it is here. A part of the app that comes later brings its own words before it shows any. */
const english = { ...en } as Words;

/** The words of the language that somebody reads. */
export const words = signal<Words>(english);

/** Takes in the English words of a part. Nothing that is shown reads them yet, so nothing is drawn anew. */
export function learn(more: Partial<Words>): void {
  Object.assign(english, more);
}

/** The languages, by their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

/** Follows the preference; other languages than English are fetched when needed. */
export function startWords(): void {
  effect(() => {
    if (prefs.value.language === 'en') words.value = english;
    else
      void import('./de').then(({ de }) => {
        if (prefs.value.language === 'de') words.value = de;
      });
  });
}

/** `Tuesday 24 November`: a date in words, in no zone at all. */
export function longDate(date: string, options: Intl.DateTimeFormatOptions = {}): string {
  return formatDate(date, { weekday: 'long', day: 'numeric', month: 'long', ...options });
}

/** `Tue 24 Nov`. */
export function shortDate(date: string): string {
  return formatDate(date, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `Sun` and `29 Nov`, for a column of dates. */
export function weekdayAndDay(date: string): [weekday: string, day: string] {
  return [shortWeekday(date), formatDate(date, { day: 'numeric', month: 'short' })];
}

/** `Sun`. */
export function shortWeekday(date: string): string {
  return formatDate(date, { weekday: 'short' });
}

/** Making one takes longer than drawing a row. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatDate(date: string, options: Intl.DateTimeFormatOptions): string {
  const key = locale() + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** The language that somebody reads, as `Intl` names it. */
export function locale(): string {
  return prefs.value.language === 'en' ? 'en-GB' : prefs.value.language;
}

/** `1,150`: a number as the reader writes it. */
export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

const KM_PER_MILE = 1.609344;

/** `425 km` or `264 mi`. */
export function distance(km: number): string {
  return prefs.value.units === 'mi'
    ? `${number(Math.round(km / KM_PER_MILE))} mi`
    : `${number(Math.round(km))} km`;
}
