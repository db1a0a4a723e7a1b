// Sheets for tests: a day with the usual rows, and a way to say only what a test is about.

import type { DaySheet, ScheduleRow, TravelLeg } from '../../api/types';
import type { When } from '../../time/clock';
import { rowOf, type Row, type Source } from './cells';
import type { Desk } from './writing';

export const at = (start: string, end?: string): When =>
  end ? { precision: 'exact', start, end } : { precision: 'exact', start };

export function item(type: string, when: When | undefined, more: Partial<ScheduleRow> = {}): ScheduleRow {
  const instant = when?.start ? `2026-12-05T${when.start.slice(0, 5)}:00Z` : null;
  return {
    id: `item-${type}-${when?.start ?? 'none'}`,
    ver: 1,
    title: type,
    item_type: type,
    when: when ?? null,
    instant,
    confirmed: true,
    departments: [],
    disputed: [],
    clock_reports: [],
    ...more,
  } as unknown as ScheduleRow;
}

export function leg(more: Record<string, unknown> = {}): TravelLeg {
  return {
    id: 'leg-1',
    ver: 1,
    mode: 'bus',
    title: 'Bus to Vienna',
    distance_km: 460,
    drive_minutes: 320,
    duration_minutes: 330,
    people: [],
    disputed: [],
    depart: { instant: '2026-12-05T00:30:00Z', when: at('01:30+1'), zone: { name: 'Europe/Warsaw' } },
    arrive: {
      instant: '2026-12-05T06:00:00Z',
      when: at('07:00+1'),
      zone: { name: 'Europe/Vienna' },
      place: { city: 'Vienna' },
    },
    ...more,
  } as unknown as TravelLeg;
}

/** A show in Vienna on 5 December in UTC, so that clocks and instants are alike. */
export function sheet(
  more: Partial<Omit<DaySheet, 'header'>> = {},
  header: Partial<DaySheet['header']> = {},
): DaySheet {
  return {
    header: {
      date: '2026-12-05',
      day: 'day-1',
      day_ver: 3,
      day_type: 'show',
      status: 'confirmed',
      city: 'Vienna',
      country: 'AT',
      venue: 'Kuppelhalle',
      leg: 'Leg 2',
      zone: { name: 'UTC', abbreviation: 'UTC', offset: '+00:00', offset_minutes: 0, dst: false },
      zone_banners: [],
      show_count: 31,
      weekday: 'Saturday',
      ...header,
    },
    schedule: [
      item('load_in', at('09:00', '11:00')),
      item('doors', at('19:00')),
      item('set', at('21:00', '22:30')),
      item('curfew', at('23:00')),
    ],
    events: [
      { id: 'event-1', ver: 2, disputed: [], venue: 'venue-1', venue_name: 'Kuppelhalle', capacity: 2000 },
    ],
    venues: [{ id: 'venue-1', ver: 1, disputed: [], name: 'Kuppelhalle' }],
    contacts: [],
    disputes: [],
    disputed: 0,
    files: [],
    hotels: [],
    notes: [],
    problems: [],
    seen: [],
    tasks: [],
    travel: [],
    unconfirmed: 0,
    ...more,
  } as unknown as DaySheet;
}

export function source(of: DaySheet = sheet(), more: Partial<Source> = {}): Source {
  return {
    date: of.header.date,
    sheet: of,
    zoneChange: 0,
    own: new Map(),
    unseen: [],
    fresh: new Map(),
    troubles: new Map(),
    venueName: (id) => (id === 'venue-1' ? 'Kuppelhalle' : undefined),
    ...more,
  };
}

export const row = (of?: DaySheet, more?: Partial<Source>): Row => rowOf(source(of, more));

export function desk(of: DaySheet = sheet(), more: Partial<Desk> = {}): Desk {
  return {
    sheet: of,
    scope: 'everyone',
    place: { city: 'Vienna', country: 'AT', lat: 48.2, lon: 16.4, zone: 'Europe/Vienna' } as Desk['place'],
    known: new Map([
      ['krakow', { city: 'Kraków', country: 'PL', lat: 50.06, lon: 19.94, zone: 'Europe/Warsaw' } as never],
    ]),
    venues: [
      { id: 'venue-1', name: 'Kuppelhalle' },
      { id: 'venue-2', name: 'Halle 9' },
    ],
    choices: {
      type: new Map([
        ['show', 'show'],
        ['off', 'day_off'],
      ]),
      status: new Map([
        ['confirmed', 'confirmed'],
        ['cancelled', 'cancelled'],
      ]),
    },
    titles: { load_in: 'Load-in', doors: 'Doors', stage: 'Show', curfew: 'Curfew', bus_call: 'Bus call' },
    ...more,
  };
}
