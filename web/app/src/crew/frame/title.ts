// What the tab of the browser says: where somebody is, and on which tour.

import { sheetOn, tourPiece } from '../../data/book';
import { shortDate, words } from '../../i18n';
import type { CrewRoute } from '../Crew';
import { today } from '../view';

export function titleOf(at: CrewRoute): string {
  const tour = tourPiece.value?.header.name ?? 'Buscall';
  return `${placeOf(at)} – ${tour}`;
}

function placeOf(at: CrewRoute): string {
  const { nav, frame } = words.value;
  if (at.name === 'outbox') return frame.outbox;
  if (at.name !== 'today') return nav[at.name];
  const date = at.date ?? today.value;
  const city = sheetOn(date)?.sheet.header.city;
  return city ? `${city}, ${shortDate(date)}` : shortDate(date);
}
