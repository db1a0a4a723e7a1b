// What the house says of itself, for whoever stands in front of it with a truck.

import type { DaySheet, Venue } from '../../../api/types';
import { words } from '../../../i18n';
import type { Term } from '../../parts/TermLine';
import { Terms } from '../../parts/Terms';

/** In the order in which a day needs them. What stands elsewhere on the sheet is not told twice. */
const FIELDS = [
  'load_in_access',
  'door_code',
  'bus_parking',
  'truck_parking',
  'van_parking',
  'production_office',
  'runner',
  'dressing_rooms',
  'showers',
  'towels',
  'laundry',
  'stage',
  'power',
  'rigging',
  'sound_limit',
  'age_limit',
  'phone',
  'email',
  'venue_type',
  'capacity',
  'notes',
] as const;

const FIRST = 6;

export function VenueFacts({ sheet }: { sheet: DaySheet }) {
  const { venue: title } = words.value.sheet;
  return (
    <>
      {sheet.venues.map((venue) => {
        const terms = termsOf(venue);
        if (terms.length === 0) return null;
        return (
          <section key={venue.id} class="card">
            <h2 dir="auto">{sheet.venues.length > 1 ? venue.name : title}</h2>
            <Terms terms={terms} first={FIRST} />
          </section>
        );
      })}
    </>
  );
}

function termsOf(venue: Venue): Term[] {
  const { facts } = words.value.sheet;
  const values = venue as unknown as Record<string, string | number | null | undefined>;
  return FIELDS.flatMap((field) => {
    const value = values[field];
    return value === undefined || value === null || value === '' ? [] : [{ name: facts[field], value }];
  });
}
