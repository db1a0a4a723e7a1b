// The fields of legs of travel as their records have them. What a sheet shows of a leg is not always what its record
// says: a title may be made up, a zone follow from the place, people are names. An edit has to say the record's own
// values, so they are asked for while there is a network, and read off the sheet while there is none.

import { signal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { TravelLeg } from '../../api/types';
import type { Entry } from '../../data/db';

export type Fields = Record<string, unknown>;

interface Raw {
  ver: number;
  fields: Fields;
}

const PAGE = 200;

/** The records of the open tour by id, as the server had them when they were asked for. */
export const rawTravel = signal<ReadonlyMap<string, Raw>>(new Map());

/** Asks for all of them; without an answer what is known stays. */
export async function readRawTravel(tour: string): Promise<void> {
  const found = new Map<string, Raw>();
  let after: string | undefined;
  try {
    do {
      const query = after ? { after, limit: PAGE } : { limit: PAGE };
      const params = { path: { tour, kind: 'travel' }, query };
      const page = await answered(api.GET('/v1/tours/{tour}/{kind}', { params }));
      for (const one of page.items) found.set(one.id, { ver: one.ver, fields: one.fields as Fields });
      after = page.next ?? undefined;
    } while (after);
  } catch {
    return;
  }
  rawTravel.value = found;
}

/** The fields of a leg with this device's own edits on top. */
export function fieldsOf(
  leg: TravelLeg,
  known: ReadonlyMap<string, Raw>,
  entries: readonly Entry[],
  idOf: (name: string) => string | undefined,
): Fields {
  const raw = known.get(leg.id);
  let fields = raw && raw.ver >= leg.ver ? { ...raw.fields } : readOff(leg, idOf);
  for (const { group, state } of entries) {
    if (state !== 'waiting' && state !== 'sent') continue;
    for (const edit of group.edits) {
      if (edit.do === 'settle' || edit.id !== leg.id) continue;
      if (edit.do === 'create') fields = { ...(edit.fields as Fields) };
      else if (edit.do === 'set') {
        for (const [name, pair] of Object.entries(edit.fields)) fields[name] = (pair as unknown[])[1];
      } else if (edit.do === 'add' || edit.do === 'remove') {
        const others = ((fields[edit.field] as unknown[]) ?? []).filter((one) => one !== edit.value);
        fields[edit.field] = edit.do === 'add' ? [...others, edit.value] : others;
      }
    }
  }
  return fields;
}

/** What a sheet gives away of a record's fields. */
function readOff(leg: TravelLeg, idOf: (name: string) => string | undefined): Fields {
  const { mode, operator, number, distance_km, drive_minutes, status, reference, party, notes } = leg;
  const people = leg.people.flatMap((name) => idOf(name) ?? []);
  return {
    mode,
    operator,
    number,
    distance_km,
    drive_minutes,
    status,
    reference,
    party,
    notes,
    people,
    title: leg.title,
    from: leg.depart.place,
    to: leg.arrive.place,
    depart: leg.depart.when,
    arrive: leg.arrive.when,
    depart_zone: leg.depart.zone?.name,
    arrive_zone: leg.arrive.zone?.name,
    lobby_call: leg.lobby_call?.when?.start,
  };
}
