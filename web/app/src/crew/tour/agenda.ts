// The tour as a list: each date with what one asks of it, in the legs of the tour.

import type { DaySheet, ScheduleRow } from '../../api/types';
import { matches } from '../search';

export interface AgendaDay {
  date: string;
  type: string | undefined;
  city: string | undefined;
  title: string | undefined;
  venue: string | undefined;
  status: string | undefined;
  leg: string | undefined;
  show: number | undefined;
  /** Doors, stage and curfew of a show; on other days when it begins. */
  keys: readonly KeyTime[];
  sheet: DaySheet;
}

export interface KeyTime {
  what: 'doors' | 'stage' | 'curfew' | 'loadIn' | 'busCall';
  row: ScheduleRow;
}

const KEYS = { doors: 'doors', set: 'stage', curfew: 'curfew' } as const;
const OTHERS = { load_in: 'loadIn', bus_call: 'busCall' } as const;

export function agendaDay(sheet: DaySheet): AgendaDay {
  const { header } = sheet;
  const keys = keyTimes(sheet.schedule, KEYS);
  return {
    date: header.date,
    type: header.day_type ?? undefined,
    city: header.city ?? undefined,
    title: header.title ?? undefined,
    venue: header.venue ?? undefined,
    status: header.status ?? undefined,
    leg: header.leg ?? undefined,
    show: header.show_number ?? undefined,
    keys: keys.length > 0 ? keys : keyTimes(sheet.schedule, OTHERS),
    sheet,
  };
}

function keyTimes(rows: readonly ScheduleRow[], types: Record<string, KeyTime['what']>): KeyTime[] {
  return rows.flatMap((row) => {
    const what = types[row.item_type ?? ''];
    return what ? [{ what, row }] : [];
  });
}

export interface AgendaLeg {
  name: string | undefined;
  days: AgendaDay[];
}

/** Days that follow each other in the same leg; a leg that is interrupted comes twice. */
export function inLegs(days: readonly AgendaDay[]): AgendaLeg[] {
  const legs: AgendaLeg[] = [];
  for (const day of days) {
    const last = legs.at(-1);
    if (last && last.name === day.leg) last.days.push(day);
    else legs.push({ name: day.leg, days: [day] });
  }
  return legs;
}

/** Dates whose city, venue, country or title holds the words. */
export function found(days: readonly AgendaDay[], question: string): AgendaDay[] {
  return days.filter((day) => matches(question, [day.city, day.venue, day.title, day.sheet.header.country]));
}
