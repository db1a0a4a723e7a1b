// How the party comes to each date: the leg of travel that arrives there. A night drive stands on the sheet of the
// evening before and arrives on the date after, so this looks at the whole tour.

import type { DaySheet, GridDay, TravelLeg } from '../../api/types';
import { nightsAfter } from '../../time/format';
import { plusDays, wallOf } from '../../time/zones';

export interface Drive {
  /** The leg's record, and the date whose sheet it is on. */
  id: string;
  on: string;
  title: string;
  mode?: string;
  km?: number;
  minutes?: number;
  /** Where the minutes are of the whole way with its stops, not of the wheel. */
  whole: boolean;
  departs?: number;
  arrives?: number;
  disputed: boolean;
}

type ServerDrive = NonNullable<GridDay['drive']>;
/** A drive as the server knows it from two places and the tour's vehicle: by a road engine, or estimated. What an older
    server has sent does not say which. */
export type Estimate = Pick<ServerDrive, 'km' | 'total_minutes'> &
  Partial<Pick<ServerDrive, 'source' | 'no_answer'>>;

/** The road engines by their names. */
export const ENGINES = { osrm: 'OSRM', valhalla: 'Valhalla' } as const;
export type Engine = keyof typeof ENGINES;

/** The road engine that says how far a drive is, if one does. */
export function engineOf(estimate: Estimate): Engine | undefined {
  const source = estimate.source;
  return source === undefined || source === 'estimate' ? undefined : source;
}

/** Modes of which nobody drives: no road tells how far they go. */
const NOT_DRIVEN = new Set(['flight', 'train', 'ferry', 'walk']);

/** How far it is to a date: what is planned, else what a road engine says, else what is estimated. */
export function farTo(
  drive: Drive | undefined,
  estimate: Estimate | undefined | null,
): { km: number; source: 'plan' | 'estimate' | Engine } | undefined {
  if (drive?.km !== undefined) return { km: drive.km, source: 'plan' };
  if (!estimate || NOT_DRIVEN.has(drive?.mode ?? '')) return undefined;
  return { km: estimate.km, source: engineOf(estimate) ?? 'estimate' };
}

/** The party's way first: a bus rather than the flight of two people. */
const MODES = ['bus', 'van', 'car', 'truck', 'train', 'ferry', 'flight'];

export function drivesInto(sheets: readonly DaySheet[]): Map<string, Drive> {
  const best = new Map<string, { rank: number; drive: Drive }>();
  const cities = new Map(sheets.map(({ header }) => [header.date, header.city]));
  for (const sheet of sheets) {
    for (const leg of sheet.travel) {
      const date = arrivalDate(sheet.header.date, leg);
      const some = Boolean(leg.party) || (leg.people ?? []).length > 0;
      const rank = (some ? 100 : 0) + modeRank(leg.mode);
      const kept = best.get(date);
      if (leg.status === 'cancelled' || (kept && kept.rank <= rank)) continue;
      // Where only some go, it is the way to this date only if the others are there too.
      if (some && leg.arrive?.place?.city !== cities.get(date)) continue;
      best.set(date, { rank, drive: driveOf(sheet.header.date, leg) });
    }
  }
  return new Map([...best].map(([date, { drive }]) => [date, drive]));
}

function modeRank(mode: string | null | undefined): number {
  const at = MODES.indexOf(mode ?? '');
  return at < 0 ? MODES.length : at;
}

/** The date on which a leg arrives, on the clocks of where it arrives. */
function arrivalDate(on: string, leg: TravelLeg): string {
  const end = leg.arrive;
  const zone = end?.zone?.name;
  if (end?.instant && zone) return wallOf(Date.parse(end.instant), zone).date;
  const clock = end?.when?.start ?? leg.depart?.when?.start;
  return plusDays(on, nightsAfter(clock));
}

function driveOf(on: string, leg: TravelLeg): Drive {
  const minutes = leg.drive_minutes ?? leg.duration_minutes;
  const [departs, arrives] = [leg.depart?.instant, leg.arrive?.instant];
  return {
    id: leg.id,
    on,
    title: leg.title ?? '',
    ...(leg.mode ? { mode: leg.mode } : {}),
    ...(leg.distance_km == null ? {} : { km: leg.distance_km }),
    ...(minutes == null ? {} : { minutes }),
    whole: leg.drive_minutes == null,
    ...(departs ? { departs: Date.parse(departs) } : {}),
    ...(arrives ? { arrives: Date.parse(arrives) } : {}),
    disputed: (leg.disputed ?? []).length > 0,
  };
}
