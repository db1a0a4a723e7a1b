// Builds day sheets for tests, as the server sends them: `aDay('2026-10-24', 'Europe/Amsterdam').item('Doors', '19:00')`.

import type { DaySheet, ScheduleRow, TravelLeg } from '../api/types';
import type { When } from '../time/clock';
import { resolve } from '../time/zones';

export interface ADay {
  sheet: DaySheet;
  /** A row from `19:00` or `19:00-20:15`; `TBD` for none. */
  item: (title: string, time: string, more?: Partial<ScheduleRow> & { fold?: When['fold'] }) => ADay;
  leg: (title: string, depart: string, arrive: string, arriveZone?: string) => ADay;
}

export function aDay(date: string, zone?: string, home?: string): ADay {
  const sheet = {
    header: {
      date,
      day: `day-${date}`,
      zone: zone ? shown(zone) : null,
      home: home ? { zone: shown(home), difference_minutes: null } : null,
      zone_banners: [],
    },
    schedule: [],
    travel: [],
    notes: [],
    tasks: [],
    contacts: [],
    venues: [],
    hotels: [],
    events: [],
    files: [],
    disputes: [],
    problems: [],
    disputed: 0,
    unconfirmed: 0,
  } as unknown as DaySheet;
  const instant = (clock: string | undefined, at = zone, fold?: When['fold']) => {
    const moment = clock && at ? resolve(date, clock, at, fold) : undefined;
    return moment ? new Date(moment.at).toISOString() : null;
  };
  const day: ADay = {
    sheet,
    item(title, time, { fold, ...more } = {}) {
      const [start, end] = time.split('-');
      const when: When = time === 'TBD' ? { precision: 'tbd' } : { precision: 'exact', start: start ?? null };
      if (end) when.end = end;
      if (fold) when.fold = fold;
      const known = time !== 'TBD';
      sheet.schedule.push({
        id: `${title} ${time}${fold ?? ''}`,
        ver: 1,
        title,
        when,
        text: time,
        departments: [],
        disputed: [],
        clock_reports: [],
        confirmed: true,
        key: false,
        hard: false,
        instant: known ? instant(start, zone, fold) : null,
        end_instant: known ? instant(end) : null,
        ...more,
      } as unknown as ScheduleRow);
      return day;
    },
    leg(title, depart, arrive, arriveZone = zone) {
      const end = (clock: string, at: string | undefined) => ({
        when: { precision: 'exact', start: clock },
        instant: instant(clock, at),
        zone: at ? shown(at) : null,
        text: clock,
        clock_reports: [],
        name: null,
      });
      const leg = { id: title, ver: 1, title, people: [], disputed: [] };
      sheet.travel.push({
        ...leg,
        depart: end(depart, zone),
        arrive: end(arrive, arriveZone),
      } as unknown as TravelLeg);
      return day;
    },
  };
  return day;
}

/** The instant of a clock in a zone. */
export function at(date: string, clock: string, zone: string, fold?: When['fold']): number {
  const moment = resolve(date, clock, zone, fold);
  if (!moment) throw new Error(`no clock: ${clock}`);
  return moment.at;
}

function shown(name: string) {
  return { name, abbreviation: '', offset: '', offset_minutes: 0, dst: false };
}
