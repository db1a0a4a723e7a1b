// Every leg of the open tour with its date, and the cities that its days are in.

import { computed } from '@preact/signals';
import type { Place, TravelLeg } from '../../api/types';
import { dates, sheetOn } from '../../data/book';
import type { EntryState } from '../../data/db';
import { seenPeople } from '../../data/people';
import { minuteNow } from '../../time/now';
import { wallOf, zoneHere } from '../../time/zones';
import type { Cities } from './travelEdits';

export interface DatedLeg {
  date: string;
  day: string;
  /** The zone of the day, which holds where a leg says nothing. */
  zone: string;
  leg: TravelLeg;
  state: EntryState | undefined;
}

export const legs = computed<DatedLeg[]>(() =>
  dates.value.flatMap((date) => {
    const seen = sheetOn(date);
    if (!seen) return [];
    const { header, travel } = seen.sheet;
    const rest = { date, day: header.day, zone: header.zone?.name ?? '' };
    return travel.map((leg) => ({ ...rest, leg, state: seen.marks.get(leg.id) }));
  }),
);

/** By name in small letters. Ends of legs know more of a place than the day does. */
export const cities = computed<Cities>(() => {
  const found = new Map<string, Partial<Place>>();
  const note = (place: Partial<Place> | null | undefined) => {
    const name = place?.city?.toLowerCase();
    if (!place || !name || found.has(name)) return;
    const { city, country, lat, lon, zone } = place;
    const known = Object.entries({ city, country, lat, lon, zone }).filter(
      ([, value]) => value !== undefined,
    );
    found.set(name, Object.fromEntries(known) as Partial<Place>);
  };
  for (const { leg } of legs.value) {
    note(leg.depart.place);
    note(leg.arrive.place);
  }
  for (const date of dates.value) {
    const header = sheetOn(date)?.sheet.header;
    if (header?.city)
      note({ city: header.city, country: header.country ?? null, zone: header.zone?.name ?? null });
  }
  return found;
});

/** The id of the person of this name. */
export function personOf(name: string): string | undefined {
  return seenPeople.value.people.find((person) => person.name === name)?.id;
}

/** The date at this desk. */
export const dateHere = computed(() => wallOf(minuteNow.value, zoneHere()).date);
