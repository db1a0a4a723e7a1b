// A template while it is being written: texts that somebody types, and what they come to.

import type { DaySheet, Edit } from '../../../api/types';
import { create, set } from '../../../data/edits';
import { newId } from '../../../data/ids';
import { sortKey, type When } from '../../../time/clock';
import { typedText, type HourCycle } from '../../../time/format';
import { readWhen } from '../../../time/parse';
import { departmentsIn } from '../schedule/cells';
import type { Template, TemplateItem } from './overlay';

export const ROWS_MAX = 100;

export interface DraftRow {
  /** Tells the rows of a draft apart; it is on no record. */
  key: string;
  time: string;
  title: string;
  item_type: string;
  place: string;
  departments: string;
  isKey: boolean;
  isHard: boolean;
  /** What the fields above do not show. */
  rest: Pick<TemplateItem, 'detail'>;
}

export interface Draft {
  /** Undefined for a template that is not there yet. */
  of: Template | undefined;
  name: string;
  day_type: string;
  rows: DraftRow[];
}

export function draftOf(template: Template | undefined, cycle: HourCycle): Draft {
  return {
    of: template,
    name: template?.name ?? '',
    day_type: template?.day_type ?? '',
    rows: (template?.items ?? []).map((item) => draftRow(item, cycle)),
  };
}

export function draftRow(item: TemplateItem, cycle: HourCycle): DraftRow {
  return {
    key: newId(),
    time: typedText(item.when, cycle),
    title: item.title,
    item_type: item.item_type ?? '',
    place: item.place ?? '',
    departments: (item.departments ?? []).join(', '),
    isKey: item.key ?? false,
    isHard: item.hard ?? false,
    rest: item.detail ? { detail: item.detail } : {},
  };
}

export function emptyDraftRow(): DraftRow {
  return draftRow({ title: '', when: { precision: 'hidden' } }, '24');
}

/** Whether a row has nothing in it yet, and so is left out. */
export function isBlank(row: DraftRow): boolean {
  return [row.time, row.title, row.place, row.departments].every((text) => text.trim() === '');
}

/** A row as the template keeps it; undefined where its title or time is missing. */
export function itemOf(row: DraftRow): TemplateItem | undefined {
  const reading = readWhen(row.time);
  const title = row.title.trim();
  if (!reading.ok || title === '') return undefined;
  const departments = departmentsIn(row.departments);
  return {
    title,
    when: reading.when,
    ...(row.item_type ? { item_type: row.item_type } : {}),
    ...(row.place.trim() ? { place: row.place.trim() } : {}),
    ...(departments.length > 0 ? { departments } : {}),
    ...(row.isKey ? { key: true } : {}),
    ...(row.isHard ? { hard: true } : {}),
    ...row.rest,
  };
}

/** All rows by time, or undefined where one of them cannot be kept. */
export function itemsOf(rows: readonly DraftRow[]): TemplateItem[] | undefined {
  const items = rows.filter((row) => !isBlank(row)).map(itemOf);
  if (items.some((item) => item === undefined)) return undefined;
  return (items as TemplateItem[]).toSorted((a, b) => sortKey(a.when) - sortKey(b.when));
}

/** The edits that save a draft; none where it says what is there already. */
export function draftEdits(draft: Draft, items: TemplateItem[], scope: string): Edit[] {
  const fields = { name: draft.name.trim(), day_type: draft.day_type || null, items };
  const { of } = draft;
  if (!of) return [create('schedule_template', scope, fields)];
  const changed = Object.entries(fields).flatMap(([name, to]) => {
    const from = of[name as keyof typeof fields] ?? null;
    return same(from, to) ? [] : [[name, [from, to]] as const];
  });
  return changed.length > 0
    ? [set('schedule_template', of.id, Object.fromEntries(changed) as Record<string, [unknown, unknown]>)]
    : [];
}

/** Whether two values are alike, in whatever order their fields were written. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The schedule of a day as rows of a template. Places and details belong to the house, and stay with the day. */
export function itemsOfDay(sheet: DaySheet): TemplateItem[] {
  return sheet.schedule.slice(0, ROWS_MAX).flatMap((row) => {
    if (!row.when) return [];
    const { fold: _fold, ...when } = row.when as When;
    return [
      {
        title: row.title,
        when,
        ...(row.item_type ? { item_type: row.item_type } : {}),
        ...(row.departments.length > 0 ? { departments: row.departments } : {}),
        ...(row.hard ? { hard: true } : {}),
        ...(row.key ? { key: true } : {}),
      },
    ];
  });
}
