// On which clocks the ends of a leg are told. Each end stands on the clock of its own place, as tickets do; where the
// other end or home has other clocks, those are named beside it.

import type { ShownTime, TravelEnd, TravelLeg } from '../../api/types';
import type { HourCycle } from '../../time/format';
import { zoneCity } from '../../time/zones';
import { instantFace, startFace, type Face } from '../faces';

export interface Elsewhere {
  face: Face;
  place: string;
}

export interface EndClocks {
  face: Face;
  elsewhere: Elsewhere[];
}

export interface LegClocks {
  lobby: Face | undefined;
  depart: EndClocks;
  arrive: EndClocks;
}

interface Setting {
  /** The date of the sheet. */
  date: string;
  cycle: HourCycle;
  tbd: string;
  /** The zone of home, where it is asked for. */
  home: string | undefined;
}

export function legClocks(leg: TravelLeg, setting: Setting): LegClocks {
  const { depart, arrive } = leg;
  const home = setting.home ? [{ zone: setting.home, place: zoneCity(setting.home) }] : [];
  return {
    lobby: leg.lobby_call ? ownFace(leg.lobby_call, depart.zone?.name, setting) : undefined,
    depart: endClocks(depart, [...placeOf(arrive), ...home], setting),
    arrive: endClocks(arrive, [...placeOf(depart), ...home], setting),
  };
}

interface There {
  zone: string;
  place: string;
}

function placeOf(end: TravelEnd): There[] {
  return end.zone ? [{ zone: end.zone.name, place: end.name ?? zoneCity(end.zone) }] : [];
}

function endClocks(end: TravelEnd, others: readonly There[], setting: Setting): EndClocks {
  const face = ownFace(end, end.zone?.name, setting);
  const told = [face];
  const elsewhere: Elsewhere[] = [];
  for (const { zone, place } of face.text && end.instant ? others : []) {
    const clock = { date: setting.date, venue: zone, zone, cycle: setting.cycle };
    const there = instantFace(Date.parse(end.instant ?? ''), clock);
    if (told.some((one) => one.text === there.text && one.days === there.days)) continue;
    told.push(there);
    elsewhere.push({ face: there, place });
  }
  return { face, elsewhere };
}

function ownFace(time: ShownTime, zone: string | undefined, { date, cycle, tbd }: Setting): Face {
  return startFace({ ...time, zone: null }, { date, venue: zone, zone, cycle }, tbd);
}
