// When something was, on this device's own clock and in the reader's words.

import { prefs } from '../data/prefs';
import { shortDate } from '../i18n';
import { dial } from '../time/format';

/** `16:41` today, `Tue 24 Nov, 16:41` on any other day. */
export function momentText(at: number, now = Date.now()): string {
  const date = new Date(at);
  const clock = dial(date.getHours() * 60 + date.getMinutes(), prefs.value.cycle);
  return dateOf(date) === dateOf(new Date(now)) ? clock : `${shortDate(dateOf(date))}, ${clock}`;
}

function dateOf(date: Date): string {
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
