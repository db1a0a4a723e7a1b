// What a form of a record changes, as edits: one for its fields, and one for each member of a set.

import type { Edit } from '../../api/types';
import { set, type Fields } from '../../data/edits';

/** The edits from the fields as they were shown to those that were typed. `sets` names the fields of members. */
export function recordEdits(
  kind: string,
  id: string,
  before: Fields,
  now: Fields,
  sets: readonly string[],
): Edit[] {
  const differs = (name: string) =>
    JSON.stringify(before[name] ?? null) !== JSON.stringify(now[name] ?? null);
  const changed = Object.keys(now).filter((name) => !sets.includes(name) && differs(name));
  const pairs = changed.map((name) => [name, [before[name], now[name]] as [unknown, unknown]]);
  const edits = changed.length > 0 ? [set(kind, id, Object.fromEntries(pairs))] : [];
  for (const field of sets.filter((name) => name in now)) {
    const [had, has] = [members(before, field), members(now, field)];
    const of = (what: 'add' | 'remove', value: unknown) =>
      ({ do: what, kind, id, field, value }) as unknown as Edit;
    edits.push(...has.filter((one) => !had.includes(one)).map((value) => of('add', value)));
    edits.push(...had.filter((one) => !has.includes(one)).map((value) => of('remove', value)));
  }
  return edits;
}

function members(fields: Fields, name: string): unknown[] {
  return (fields[name] as unknown[] | null | undefined) ?? [];
}
