// The form of a leg that is not there yet.

import { dates, sheetOn } from '../../data/book';
import { dateHere, type DatedLeg } from './legs';
import { formOf, type TravelForm } from './travelEdits';

/** A new leg begins on the next date, in its city, and goes to the city of the date after. */
export function newLegForm(): TravelForm {
  const from = dates.value.find((date) => date >= dateHere.value) ?? dates.value.at(-1) ?? '';
  const after = dates.value.find((date) => date > from) ?? '';
  const [start, end] = [sheetOn(from)?.sheet.header, sheetOn(after)?.sheet.header];
  const depart = start?.zone?.name ?? '';
  const form = formOf({ day: start?.day, mode: 'bus' }, { depart, arrive: end?.zone?.name ?? depart });
  form.depart.city = start?.city ?? '';
  form.arrive.city = end?.city ?? '';
  return form;
}

/** The zones that hold for a leg where its record names none. */
export function zonesOf({ leg, zone }: DatedLeg): { depart: string; arrive: string } {
  const depart = leg.depart.zone?.name ?? zone;
  return { depart, arrive: leg.arrive.zone?.name ?? depart };
}
