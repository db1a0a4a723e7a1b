// The people of the tour as this device knows them, with its own edits on top.

import { computed } from '@preact/signals';
import type { Edit, Person } from '../api/types';
import { ownEntries, tourPiece } from './book';
import type { Entry, EntryState } from './db';

export interface SeenPeople {
  people: Person[];
  /** How far each changed person's edit has got. */
  marks: ReadonlyMap<string, EntryState>;
}

/** Everybody of the open tour. */
export const seenPeople = computed(() =>
  overlayPeople(tourPiece.value?.people.people ?? [], ownEntries.value),
);

/** Puts edits of persons on top of a list. What the server refused or holds is marked, not shown. */
export function overlayPeople(base: readonly Person[], entries: readonly Entry[]): SeenPeople {
  const marks = new Map<string, EntryState>();
  let people = [...base];
  for (const { group, state } of entries) {
    for (const edit of group.edits) {
      if (edit.do === 'settle' || edit.kind !== 'person') continue;
      marks.set(edit.id, state);
      if (state === 'waiting' || state === 'sent') people = withEdit(people, edit, base);
    }
  }
  return { people, marks };
}

function withEdit(
  people: Person[],
  edit: Exclude<Edit, { do: 'settle' }>,
  base: readonly Person[],
): Person[] {
  const at = people.findIndex((person) => person.id === edit.id);
  const found = people[at];
  if (edit.do === 'create') {
    if (found) return people;
    return [...people, { name: '', ...(edit.fields as object), id: edit.id, ver: 0, disputed: [] }];
  }
  if (edit.do === 'undelete')
    return found ? people : [...people, ...base.filter((one) => one.id === edit.id)];
  if (!found) return people;
  if (edit.do === 'delete') return people.toSpliced(at, 1);
  if (edit.do !== 'set') return people;
  const pairs = Object.entries(edit.fields).map(([name, pair]) => [
    name,
    (pair as unknown[])[1] ?? undefined,
  ]);
  return people.with(at, { ...found, ...(Object.fromEntries(pairs) as Partial<Person>) });
}
