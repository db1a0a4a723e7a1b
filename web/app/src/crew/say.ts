// Times and values in the words of the reader, for every screen of a phone.

import type { DisputedValue } from '../api/types';
import { locale, longDate, shortWeekday, words } from '../i18n';
import { minutesOf, type When } from '../time/clock';
import { plusDays, zoneHere } from '../time/zones';
import { instantFace, wallFace, type Clock, type Face } from './faces';

/** `+1 Mon`: on which other day a time is; empty on the sheet's own. */
export function dayMark(days: number, date: string): string {
  if (days === 0) return '';
  return `${days > 0 ? '+' : '−'}${Math.abs(days)} ${shortWeekday(plusDays(date, days))}`;
}

/** A face in one line: `about 01:30 +1 Mon`. */
export function faceText(face: Face, date: string): string {
  const mark = dayMark(face.days, date);
  const text = mark ? `${face.text} ${mark}` : face.text;
  return face.precision === 'about' ? words.value.time.about(text) : text;
}

/** When somebody said something: the clock alone on the day itself, with the date before. */
export function saidAt(iso: string, clock: Clock): string {
  const zone = clock.zone ?? zoneHere();
  const { text, days } = instantFace(Date.parse(iso), { ...clock, zone });
  if (days === 0) return text;
  return `${longDate(plusDays(clock.date, days), { weekday: undefined, month: 'short' })} ${text}`;
}

/** A whole time on the clock of the column: `about 01:30 +1 Mon–02:00 +1 Mon`. */
export function whenText(when: When, clock: Clock): string {
  const start = minutesOf(when.start);
  if (when.precision === 'tbd') return words.value.time.tbd;
  if (when.precision === 'hidden' || start === undefined) return '';
  const end = when.end === when.start ? undefined : minutesOf(when.end);
  const text = [start, end]
    .flatMap((minutes) => (minutes === undefined ? [] : [faceText(wallFace(minutes, clock), clock.date)]))
    .join('–');
  return when.precision === 'about' ? words.value.time.about(text) : text;
}

/** One of two values that somebody has to decide between. */
export function valueText(field: string, value: DisputedValue, clock: Clock): string {
  const { row } = words.value;
  const given: unknown = value.value;
  if (field === 'when' && given) return whenText(given as When, clock) || row.none;
  if (typeof given === 'boolean') return given ? row.yes : row.no;
  return value.text || row.none;
}

/** A field in the reader's words; the server's own word for one that this app does not know. */
export function fieldText(field: string | undefined, label: string | undefined): string {
  return words.value.row.fields[field ?? ''] ?? label?.toLowerCase() ?? field ?? '';
}

/** The word for a status that is worth a word: everything but confirmed. */
export function statusText(status: string | null | undefined): string {
  if (!status || status === 'confirmed') return '';
  return (words.value.status as Record<string, string>)[status] ?? '';
}

export function dayTypeText(type: string | null | undefined): string {
  return (words.value.dayType as Record<string, string>)[type ?? ''] ?? '';
}

export function audienceText(audience: string): string {
  return words.value.audience[audience] ?? audience;
}

const KILOBYTE = 1000;

/** `1.4 MB`. */
export function sizeText(bytes: number): string {
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE
    ? inUnit(Math.max(1, Math.round(kilobytes)), 'kilobyte')
    : inUnit(kilobytes / KILOBYTE, 'megabyte');
}

function inUnit(value: number, unit: 'kilobyte' | 'megabyte'): string {
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits }).format(value);
}

/** A sentence that begins with a word such as `until`. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}
