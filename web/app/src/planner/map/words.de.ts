// German for the map.

import type { Widened } from '../../i18n/en';
import { one } from '../../i18n/plural';
import type { mapEn } from './words.en';

export const mapDe: Widened<typeof mapEn> = {
  route: (from, to) => `Strecke von ${from} nach ${to}`,
  empty: 'Noch kein Tag hat eine Position',
  emptyHint: 'Gib den Tagen ihre Städte, oder importiere Häuser mit Koordinaten.',
  stops: 'Stationen',
  stopNote: (nights) => one(nights, 'Tag', 'Tage'),
  today: 'Heute',
  source: { estimate: 'geschätzt', crow: 'Luftlinie', osrm: 'laut OSRM', valhalla: 'laut Valhalla' },
  total: (stops, km) => `${one(stops, 'Station', 'Stationen')}, ${km}`,
  missing: (n) => `${one(n, 'Tag fehlt', 'Tage fehlen')} auf der Karte, weil keine Position bekannt ist`,
  legend: { past: 'Gefahren', next: 'Kommt noch', problem: 'Passt nicht' },
  zoomIn: 'Näher',
  zoomOut: 'Weiter weg',
  whole: 'Ganze Tour',
  offline: 'Der Umriss des Landes ist noch nicht auf diesem Gerät.',
};
