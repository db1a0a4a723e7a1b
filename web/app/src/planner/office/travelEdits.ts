// From the form of a leg of travel to the edits that it means.

import type { Edit, Place } from '../../api/types';
import { create, set } from '../../data/edits';
import type { When } from '../../time/clock';
import { strictText } from '../../time/parse';
import type { Fields } from './rawTravel';

/** One end of a leg in the form. */
export interface EndForm {
  city: string;
  /** A station, an airport, a terminal. */
  name: string;
  zone: string;
  when: When | null;
}

export interface TravelForm {
  day: string;
  mode: string;
  title: string;
  operator: string;
  number: string;
  reference: string;
  vehicle: string;
  status: string;
  party: string;
  notes: string;
  lobby: When | null;
  depart: EndForm;
  arrive: EndForm;
  /** In kilometres. */
  distance: number | null;
  /** In minutes. */
  drive: number | null;
  people: string[];
}

/** A city that the tour plays in, as its days know it. */
export type Cities = ReadonlyMap<string, Partial<Place>>;

const TEXTS = [
  'mode',
  'title',
  'operator',
  'number',
  'reference',
  'vehicle',
  'status',
  'party',
  'notes',
] as const;

/** What the form shows of a record; `zones` are those that hold where the record names none. */
export function formOf(fields: Fields, zones: { depart: string; arrive: string }): TravelForm {
  const text = (name: string) => String(fields[name] ?? '');
  const end = (at: 'from' | 'to', time: 'depart' | 'arrive'): EndForm => {
    const place = (fields[at] ?? {}) as Partial<Place>;
    return {
      city: place.city ?? '',
      name: place.name ?? '',
      zone: text(`${time}_zone`) || (place.zone ?? zones[time]),
      when: (fields[time] ?? null) as When | null,
    };
  };
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(name)])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  const lobby = fields.lobby_call;
  return {
    ...texts,
    day: text('day'),
    lobby: lobby ? { precision: 'exact', start: String(lobby) } : null,
    depart: end('from', 'depart'),
    arrive: end('to', 'arrive'),
    distance: (fields.distance_km ?? null) as number | null,
    drive: (fields.drive_minutes ?? null) as number | null,
    people: [...((fields.people ?? []) as string[])],
  };
}

/** The place of an end. Where the city is another one, nothing of the old place holds any more. */
export function placeOf(
  before: Partial<Place> | null | undefined,
  end: EndForm,
  cities: Cities,
): Fields | null {
  const { city, name, zone } = end;
  const isSame = (before?.city ?? '') === city;
  const base = isSame ? (before ?? {}) : (cities.get(city.toLowerCase()) ?? {});
  const next = { ...base, city: city || null, name: name || null, zone: zone || base.zone || null };
  const given = Object.entries(next).filter(([, value]) => value !== null && value !== undefined);
  return city || name ? Object.fromEntries(given) : null;
}

/** The fields of a record as the form wants them. */
function wanted(form: TravelForm, before: Fields, cities: Cities): Fields {
  const fields: Fields = {};
  for (const name of TEXTS) fields[name] = form[name].trim() || null;
  fields.lobby_call = form.lobby?.start ?? null;
  fields.distance_km = form.distance;
  fields.drive_minutes = form.drive;
  for (const [at, time] of [
    ['from', 'depart'],
    ['to', 'arrive'],
  ] as const) {
    const place = placeOf(before[at] as Partial<Place> | null, form[time], cities);
    fields[at] = place;
    fields[time] = form[time].when;
    // The place says the zone. Only an end without a place needs one of its own.
    fields[`${time}_zone`] = place ? null : form[time].zone || null;
  }
  return fields;
}

export function newTravel(scope: string, form: TravelForm, cities: Cities): Edit {
  const people = form.people.length > 0 ? { people: form.people } : {};
  return create('travel', scope, { ...wanted(form, {}, cities), ...people, day: form.day });
}

/** What is different between the form as it was opened and as it is now. */
export function travelEdits(
  id: string,
  before: Fields,
  first: TravelForm,
  now: TravelForm,
  cities: Cities,
): Edit[] {
  const next = wanted(now, before, cities);
  const start = wanted(first, before, cities);
  const changed = Object.keys(next).filter((name) => !same(next[name], start[name]));
  // Whoever changes a zone means that one, also where the record had one of its own beside its place.
  for (const time of ['depart', 'arrive'] as const) {
    const at = time === 'depart' ? 'from' : 'to';
    if (changed.includes(at) && before[`${time}_zone`] && next[at]) changed.push(`${time}_zone`);
  }
  const edits: Edit[] = [];
  if (changed.length > 0) {
    const pairs = [...new Set(changed)].map((name) => [name, [before[name] ?? null, next[name]]]);
    edits.push(set('travel', id, Object.fromEntries(pairs) as Record<string, [unknown, unknown]>));
  }
  for (const value of now.people.filter((one) => !first.people.includes(one))) {
    edits.push(member('add', id, value));
  }
  for (const value of first.people.filter((one) => !now.people.includes(one))) {
    edits.push(member('remove', id, value));
  }
  return edits;
}

function member(what: 'add' | 'remove', id: string, value: string): Edit {
  return { do: what, kind: 'travel', id, field: 'people', value } as unknown as Edit;
}

function same(a: unknown, b: unknown): boolean {
  if (isWhen(a) && isWhen(b)) return strictText(a) === strictText(b) && a.fold === b.fold;
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function isWhen(value: unknown): value is When {
  return typeof value === 'object' && value !== null && 'precision' in value;
}
