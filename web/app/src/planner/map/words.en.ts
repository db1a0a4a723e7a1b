// English for the map.

import { one } from '../../i18n/plural';

export const mapEn = {
  route: (from: string, to: string) => `Route from ${from} to ${to}`,
  empty: 'No day has a position yet',
  emptyHint: 'Give the days their cities, or import venues with coordinates.',
  stops: 'Stops',
  stopNote: (nights: number) => one(nights, 'day', 'days'),
  today: 'Today',
  source: { estimate: 'estimated', crow: 'as the crow flies', osrm: 'by OSRM', valhalla: 'by Valhalla' },
  total: (stops: number, km: string) => `${one(stops, 'stop', 'stops')}, ${km}`,
  missing: (n: number) => `${one(n, 'day is', 'days are')} not on the map, because no position is known`,
  legend: { past: 'Driven', next: 'To come', problem: 'Does not fit' },
  zoomIn: 'Closer',
  zoomOut: 'Further away',
  whole: 'Whole tour',
  offline: 'The outline of the land has not been fetched to this device yet.',
} as const;
