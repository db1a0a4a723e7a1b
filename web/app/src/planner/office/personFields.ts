// The fields of a person of the tour, the edits that change them, and people from the rows of a spreadsheet.

import type { Edit, Person } from '../../api/types';
import { create, set } from '../../data/edits';

/** Fields beyond those that every screen shows. */
export interface WholePerson extends Person {
  dietary?: string;
  notes?: string;
}

export const COLUMNS = [
  'name',
  'role',
  'department',
  'party',
  'phone',
  'email',
  'starts',
  'ends',
  'bunk',
] as const satisfies readonly (keyof WholePerson)[];
export type Column = (typeof COLUMNS)[number];

/** What only the form of a person shows. */
export const FURTHER = [
  'preferred_name',
  'company',
  'dietary',
  'notes',
] as const satisfies readonly (keyof WholePerson)[];

export type PersonField = Column | (typeof FURTHER)[number];

/** The edit from one set of values to another; undefined where nothing is different. */
export function personEdit(
  person: WholePerson,
  next: Partial<Record<PersonField, string>>,
): Edit | undefined {
  const changed = Object.entries(next).filter(
    ([field, value]) => value !== (person[field as PersonField] ?? ''),
  );
  if (changed.length === 0) return undefined;
  const pairs = changed.map(([field, value]) => [
    field,
    [person[field as PersonField] ?? null, value || null],
  ]);
  return set('person', person.id, Object.fromEntries(pairs) as Record<string, [unknown, unknown]>);
}

/** A group may hold no more edits than this. */
const EDITS_MAX = 200;

/** New people at the end of the list. */
export function addEdits(
  scope: string,
  people: readonly Partial<Record<PersonField, string>>[],
  after: readonly Person[],
): Edit[] {
  const last = Math.max(0, ...after.map((person) => person.position ?? 0));
  return people
    .slice(0, EDITS_MAX)
    .map((person, index) => create('person', scope, { ...filled(person), position: last + index + 1 }));
}

function filled(person: Partial<Record<PersonField, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value));
}

const PHONE = /^\+?[\d\s()/.-]{6,}$/;
/** What the columns of a spreadsheet are, besides those that show what they are. */
const IN_ORDER = ['name', 'role', 'department', 'party'] as const;

/** People of pasted rows: an address and a phone are known by their looks, the rest by their order. */
export function peopleOfText(text: string): Partial<Record<PersonField, string>>[] {
  const rows = text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  return rows.flatMap((cells) => {
    const person: Partial<Record<PersonField, string>> = {};
    let at = 0;
    for (const cell of cells) {
      if (/^\S+@\S+$/.test(cell)) person.email ??= cell;
      else if (PHONE.test(cell)) person.phone ??= cell;
      else {
        const field = IN_ORDER[at];
        at += 1;
        if (field && cell) person[field] = cell;
      }
    }
    return person.name ? [person] : [];
  });
}
