// The way of a tour: the places where it stops, and the ways between them. Days in one place are one stop.

import { farTo, type Drive, type Engine, type Estimate } from '../grid/drives';
import type { Position } from './project';

export interface MapDay {
  date: string;
  city: string;
  country: string;
  type: string;
  position?: Position;
  drive?: Drive;
  estimate?: Estimate;
  /** Whether the drive to it does not fit. */
  problem: boolean;
}

export interface Stop {
  key: string;
  city: string;
  country: string;
  position: Position;
  dates: string[];
  /** Whether something is played there. */
  plays: boolean;
}

export interface Way {
  from: Stop;
  to: Stop;
  km: number;
  /** Where the kilometres are from: a plan, a road engine, an estimate, or, where there is none, the sphere. */
  source: 'plan' | 'estimate' | 'crow' | Engine;
  state: 'past' | 'next' | 'problem';
}

export interface Itinerary {
  stops: Stop[];
  ways: Way[];
  /** Days that have no position. */
  nowhere: string[];
}

const EARTH_KM = 6371;
/** Two houses of one town. */
const SAME_KM = 3;

export function itinerary(days: readonly MapDay[], today: string): Itinerary {
  const stops: Stop[] = [];
  const ways: Way[] = [];
  const nowhere: string[] = [];
  for (const day of days) {
    const { position, date } = day;
    if (!position) {
      nowhere.push(date);
      continue;
    }
    const last = stops.at(-1);
    const plays = day.type === 'show' || day.type === 'festival';
    if (last && crowKm(last.position, position) < SAME_KM) {
      last.dates.push(date);
      last.plays ||= plays;
      continue;
    }
    const stop: Stop = {
      key: `${date} ${day.city}`,
      city: day.city,
      country: day.country,
      position,
      dates: [date],
      plays,
    };
    stops.push(stop);
    if (last) ways.push(wayOf(last, stop, day, today));
  }
  return { stops, ways, nowhere };
}

function wayOf(from: Stop, to: Stop, day: MapDay, today: string): Way {
  const state = day.problem ? 'problem' : day.date <= today ? 'past' : 'next';
  const way = { from, to, state } as const;
  const far = farTo(day.drive, day.estimate);
  if (far) return { ...way, ...far };
  return { ...way, km: crowKm(from.position, to.position), source: 'crow' };
}

/** The great circle between two positions. */
export function crowKm(a: Position, b: Position): number {
  const rad = Math.PI / 180;
  const [dLat, dLon] = [(b.lat - a.lat) * rad, (b.lon - a.lon) * rad];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
