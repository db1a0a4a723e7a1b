// What venues said the last time. It is in the organisation's directory and not in the book of a tour, so it is asked
// for when a sheet is opened, and kept while the desk is open.

import { signal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { AdvanceSheet, BeforeShown } from '../../api/types';
import { ask } from '../day/remote';
import type { SeenSheet } from './overlay';

interface Visit {
  date: string;
  /** By the id of the answer's record. */
  before: ReadonlyMap<string, BeforeShown>;
}

const visits = signal<ReadonlyMap<string, Visit>>(new Map());

/** Asks for the last visit to the venue of a sheet; without an answer there is nothing to show. */
export async function fetchVisit(tour: string, advance: string): Promise<void> {
  const params = { path: { tour, advance } };
  const answer = await ask(answered(api.GET('/v1/tours/{tour}/advances/{advance}', { params })));
  if (answer.state !== 'here') return;
  const sheet = answer.value as unknown as AdvanceSheet;
  if (!sheet.last_visit) return;
  const fields = sheet.parts.flatMap((part) => part.fields);
  const before = fields.flatMap(({ id, before: said }) => (said ? [[id, said] as const] : []));
  visits.value = new Map(visits.value).set(advance, { date: sheet.last_visit, before: new Map(before) });
}

/** A sheet with what was said the last time, as far as that is known by now. */
export function withVisit(sheet: SeenSheet): SeenSheet {
  const visit = visits.value.get(sheet.advance);
  if (!visit) return sheet;
  const parts = sheet.parts.map((part) => ({
    ...part,
    fields: part.fields.map((field) => ({ ...field, before: visit.before.get(field.id) ?? null })),
  }));
  return { ...sheet, last_visit: visit.date, parts };
}
