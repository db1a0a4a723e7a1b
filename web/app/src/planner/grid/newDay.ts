// Making a day. Its id follows from tour and date, so that two devices never make two days of one date; the server
// makes it, and this is the one thing of the desk that needs a network.

import { signal } from '@preact/signals';
import { answered, api, Refused } from '../../api/client';
import type { Place } from '../../api/types';
import { dates, openTour, sheetOn, tourPiece } from '../../data/book';
import { newId } from '../../data/ids';
import { syncNow } from '../../data/sync';
import { plusDays } from '../../time/zones';
import { plain } from './cities';
import { reveal, spot } from './desk';
import { knownPlaces } from './editing';
import { today } from './tour';

export interface DayForm {
  date: string;
  type: string;
  city: string;
  country: string;
  leg: string;
  zone: string;
  /** Sending it twice makes one day. */
  key: string;
}

export type Failure = { is: 'offline' } | { is: 'refused'; why: string };

export const newDay = signal<DayForm | undefined>(undefined);

/** Opens the form with what is likely: the next free date, the leg and the clocks of the day before it. */
export function openNewDay(): void {
  const taken = new Set(dates.peek());
  let date = spot.peek()?.date ?? today.peek();
  while (taken.has(date)) date = plusDays(date, 1);
  newDay.value = { date, type: 'show', city: '', country: '', ...around(date), key: newId() };
}

/** The leg and the clocks that a date is likely to have. */
export function around(date: string): { leg: string; zone: string } {
  const before = dates.peek().findLast((one) => one <= date) ?? dates.peek()[0];
  const header = before ? sheetOn(before)?.sheet.header : undefined;
  const legs = tourPiece.peek()?.header.legs ?? [];
  const covering = legs.find((leg) => (leg.starts ?? '9') <= date && date <= (leg.ends ?? ''));
  const same = legs.find((leg) => leg.name === header?.leg);
  return {
    leg: (covering ?? same)?.id ?? '',
    zone: header?.zone?.name ?? tourPiece.peek()?.header.home_zone ?? '',
  };
}

/** The position and clocks of a city that the tour knows already. */
export function knownCity(city: string): Place | undefined {
  return knownPlaces.value.get(plain(city));
}

/** Makes the day; undefined when it is there. */
export async function makeDay(form: DayForm): Promise<Failure | undefined> {
  const tour = openTour.peek();
  if (!tour) return undefined;
  const fields = fieldsOf(form) as unknown as Record<string, never>;
  const params = { path: { tour, kind: 'day' } };
  try {
    const headers = { 'Idempotency-Key': form.key };
    await answered(api.POST('/v1/tours/{tour}/{kind}', { params, headers, body: { fields } }));
  } catch (error) {
    if (!(error instanceof Refused)) return { is: 'offline' };
    const rules = (error.problem.errors ?? []).map((one) => `${one.field}: ${one.rule}`);
    return { is: 'refused', why: [error.problem.detail, ...rules].join('; ') };
  }
  await syncNow();
  reveal(form.date, 'city');
  return undefined;
}

function fieldsOf({ date, type, city, country, leg, zone }: DayForm) {
  const known = knownCity(city);
  const right = known && (!country || known.country === country) ? known : undefined;
  const place = {
    city: city.trim(),
    ...(country || right?.country ? { country: country || right?.country } : {}),
    ...(right?.lat == null ? {} : { lat: right.lat, lon: right.lon, zone: right.zone ?? undefined }),
  };
  return {
    date,
    day_type: type,
    status: 'unconfirmed',
    ...(city.trim() ? { place } : {}),
    ...(leg ? { leg } : {}),
    ...(zone ? { zone } : {}),
  };
}
