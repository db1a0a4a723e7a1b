// Cities as people type them, and what becomes of a day's place when its city changes. A position belongs to a city:
// it is kept where only the spelling changes, taken over from another day in the same city, and otherwise dropped,
// because a wrong point on the map is worse than none.

import type { Place } from '../../api/types';

export interface GivenCity {
  city: string;
  country?: string;
}

/** Places of the tour by city in plain letters. */
export type KnownPlaces = ReadonlyMap<string, Place>;

/** `Hamburg, DE` or `Hamburg DE`: a city, and its country where two capitals end it. */
export function readCity(text: string): GivenCity {
  const match = /^(.*\S)\s*(?:,\s*|\s)([A-Z]{2})$/.exec(text.trim());
  const [, city, country] = match ?? [];
  return city && country ? { city: city.replace(/,$/, ''), country } : { city: text.trim() };
}

/** Letters without their marks, in lower case, so that Malmo is Malmö. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[łŁ]/g, 'l')
    .toLocaleLowerCase()
    .trim();
}

/** What happens to a position. */
export type Position = 'kept' | 'taken over' | 'dropped' | 'none';

/** The place with another city. Everything that is not of the old city stays as it is. */
export function planPlace(
  given: GivenCity,
  from: Place | null,
  known: KnownPlaces,
  spelling = isSpelling(given.city, from?.city),
): { place: Place; position: Position } {
  const old = from ?? ({} as Place);
  const country = given.country ?? old.country;
  if (spelling) {
    return {
      place: tidy({ ...old, city: given.city, country }),
      position: hasPosition(old) ? 'kept' : 'none',
    };
  }
  const other = known.get(plain(given.city));
  const right = other && (!given.country || other.country === given.country) ? other : undefined;
  const { city: _city, country: _country, lat: _lat, lon: _lon, zone: _zone, ...rest } = elsewhere(old);
  if (right) {
    const { lat, lon, zone, country: its } = right;
    return {
      place: tidy({ ...rest, city: given.city, country: its, lat, lon, zone }),
      position: 'taken over',
    };
  }
  const place = tidy({ ...rest, city: given.city, ...(given.country ? { country } : {}) });
  return { place, position: hasPosition(old) ? 'dropped' : 'none' };
}

/** What of a place is true in another city: nothing that names a street. */
function elsewhere(place: Partial<Place>): Partial<Place> {
  const { address: _address, postal_code: _code, region: _region, name: _name, ...rest } = place;
  return rest;
}

function hasPosition(place: Partial<Place>): boolean {
  return place.lat != null || place.zone != null;
}

/** Absent rather than null, as the server writes it. */
function tidy(place: Partial<Place>): Place {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value != null)) as unknown as Place;
}

/** Whether two names are one city spelled differently: the same plain letters, or one slip in a long name. */
export function isSpelling(to: string, from: string | null | undefined): boolean {
  if (!from) return false;
  const [a, b] = [plain(to), plain(from)];
  return a === b || (Math.min(a.length, b.length) > 4 && slips(a, b) <= 1);
}

/** Whether one letter was put in, left out or exchanged: 0, 1, or 2 for more. */
function slips(a: string, b: string): number {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return Math.min(2, Math.max(a.length, b.length) - head - tail);
}
