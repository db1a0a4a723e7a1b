// Finding things of a tour by a few letters: cities, houses, dates and people. Pure.

import type { DaySheet, TourPiece } from '../../api/types';
import { plain } from '../grid/cities';
import { readDate } from '../grid/dates';

export type Hit =
  | { is: 'day'; date: string; city: string; venue: string; type: string }
  | { is: 'person'; id: string; name: string; role: string; phone: string }
  | { is: 'contact'; id: string; name: string; role: string; phone: string; date: string };

export const HITS_MAX = 12;

/** What a text finds: days by date first, then by city and house, then people. */
export function find(
  text: string,
  sheets: readonly DaySheet[],
  tour: TourPiece | undefined,
  today: string,
): Hit[] {
  const sought = plain(text);
  if (sought === '') return [];
  const dates = sheets.map((sheet) => sheet.header.date);
  const read = readDate(text, dates);
  const days = sheets
    .filter(({ header }) =>
      read.ok
        ? header.date === read.date
        : matches(sought, [header.city, header.venue, header.title, header.leg]),
    )
    .map(({ header }) => dayHit(header))
    .toSorted((a, b) => nearness(a.date, today) - nearness(b.date, today));
  return [...days, ...people(sought, tour), ...contacts(sought, sheets)].slice(0, HITS_MAX);
}

function dayHit({ date, city, venue, day_type: type }: DaySheet['header']): Extract<Hit, { is: 'day' }> {
  return { is: 'day', date, city: city ?? '', venue: venue ?? '', type: type ?? '' };
}

/** Coming days in order, then past ones. */
function nearness(date: string, today: string): number {
  const days = (Date.parse(date) - Date.parse(today)) / 86_400_000;
  return days >= 0 ? days : 10_000 - days;
}

function people(sought: string, tour: TourPiece | undefined): Hit[] {
  return (tour?.people.people ?? [])
    .filter((one) => matches(sought, [one.name, one.preferred_name, one.role, one.department]))
    .map(({ id, name, role = '', phone = '' }) => ({
      is: 'person',
      id,
      name,
      role: role ?? '',
      phone: phone ?? '',
    }));
}

function contacts(sought: string, sheets: readonly DaySheet[]): Hit[] {
  const seen = new Set<string>();
  return sheets.flatMap(({ header, contacts: all }) =>
    all
      .filter(
        (one) => !seen.has(one.id) && matches(sought, [one.name, one.role, one.company]) && seen.add(one.id),
      )
      .map((one): Hit => {
        const { id, name, role, phone } = one;
        return { is: 'contact', id, name, role: role ?? '', phone: phone ?? '', date: header.date };
      }),
  );
}

/** Whether every word stands at the beginning of a word of one of the texts. */
function matches(sought: string, texts: readonly (string | null | undefined)[]): boolean {
  const hay = ` ${plain(texts.filter(Boolean).join(' ')).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`;
  return sought.split(/\s+/).every((word) => hay.includes(` ${word}`));
}
