// What the user sees: the pieces as the server sent them with the edits of this device on top, until the pieces show
// them themselves. Pure: the same pieces and groups always give the same sheet, and neither is changed.

import type { DaySheet, Edit, Group, ScheduleRow, TravelLeg } from '../api/types';
import { sortKey, type When } from '../time/clock';
import { correctionMinutes, resolve } from '../time/zones';
import type { Entry, EntryState } from './db';
import { legWith, newLeg, type NameOf } from './legs';

/** A record of a sheet, whatever its kind. */
type Block = { id: string; ver: number; disputed: string[] } & Record<string, unknown>;

/** Where records of a kind stand in a sheet. */
const SECTIONS = {
  schedule_item: 'schedule',
  note: 'notes',
  task: 'tasks',
  contact: 'contacts',
  hotel_stay: 'hotels',
  travel: 'travel',
  event: 'events',
  venue: 'venues',
  file: 'files',
} as const;
type Section = (typeof SECTIONS)[keyof typeof SECTIONS];

/** A sheet with this device's edits, and how far each changed record has got. */
export interface Seen {
  sheet: DaySheet;
  marks: ReadonlyMap<string, EntryState>;
}

/** Entries whose edits are shown as if they were in force. What the server refuses is not. */
const SHOWN: ReadonlySet<EntryState> = new Set(['waiting', 'sent']);

/** Puts the entries of a tour on top of a day's sheet, oldest first. */
export function overlay(base: DaySheet, entries: readonly Entry[], nameOf: NameOf = () => undefined): Seen {
  const marks = new Map<string, EntryState>();
  let sheet = base;
  for (const entry of entries) {
    const touched = new Set<string>();
    if (SHOWN.has(entry.state))
      sheet = withGroup(withWords(sheet, entry), entry.group, touched, { base, nameOf });
    else for (const edit of entry.group.edits) if (holds(sheet, edit)) touched.add(recordOf(edit));
    for (const id of touched) marks.set(id, entry.state);
  }
  return { sheet, marks };
}

/** What an edit may have to look up. */
interface Known {
  /** The sheet as the server sent it. */
  base: DaySheet;
  nameOf: NameOf;
}

function withGroup(before: DaySheet, group: Group, touched: Set<string>, known: Known): DaySheet {
  let sheet = before;
  for (const edit of group.edits) {
    const next =
      edit.do !== 'settle' && edit.kind === 'travel'
        ? withLeg(sheet, edit, known)
        : withEdit(sheet, edit, known.base);
    if (next !== sheet) touched.add(recordOf(edit));
    sheet = next;
  }
  return sheet;
}

/** Somebody's word that they have seen what changed. */
function withWords(sheet: DaySheet, { account, group }: Entry): DaySheet {
  const words = group.edits.flatMap((edit) => {
    if (edit.do !== 'create' || edit.kind !== 'acknowledgement') return [];
    const fields = edit.fields as { day?: string; up_to?: number };
    return fields.day === sheet.header.day ? [{ account, scope: edit.scope, seq: fields.up_to ?? 0 }] : [];
  });
  return words.length === 0 ? sheet : { ...sheet, seen: [...(sheet.seen ?? []), ...words] };
}

/** The record that an edit is about; for a decision, the dispute. */
export function recordOf(edit: Edit): string {
  return edit.do === 'settle' ? edit.dispute : edit.id;
}

function holds(sheet: DaySheet, edit: Edit): boolean {
  if (edit.do === 'settle') return sheet.disputes.some((dispute) => dispute.id === edit.dispute);
  const section = sectionOf(edit.kind);
  return section !== undefined && blocks(sheet, section).some((block) => block.id === edit.id);
}

function withEdit(sheet: DaySheet, edit: Edit, base: DaySheet): DaySheet {
  if (edit.do === 'settle') return settled(sheet, edit.dispute, edit.to);
  if (edit.do === 'set' && edit.kind === 'day' && edit.id === sheet.header.day)
    return withDay(sheet, edit.fields);
  const section = sectionOf(edit.kind);
  if (!section) return sheet;
  const all = blocks(sheet, section);
  const at = all.findIndex((block) => block.id === edit.id);
  const found = all[at];
  switch (edit.do) {
    case 'create': {
      const fields = edit.fields as Record<string, unknown>;
      if (found || fields.day !== sheet.header.day) return sheet;
      return put(sheet, section, [
        ...all,
        shown(sheet, section, { ...fields, id: edit.id, ver: 0, disputed: [] }),
      ]);
    }
    case 'set': {
      if (!found) return sheet;
      const next = { ...found };
      for (const [name, pair] of Object.entries(edit.fields)) next[name] = (pair as unknown[])[1];
      return put(sheet, section, all.with(at, shown(sheet, section, next)));
    }
    case 'add':
    case 'remove': {
      if (!found) return sheet;
      const members = ((found[edit.field] as unknown[] | undefined) ?? []).filter(
        (one) => one !== edit.value,
      );
      if (edit.do === 'add') members.push(edit.value);
      return put(sheet, section, all.with(at, { ...found, [edit.field]: members }));
    }
    case 'delete':
      return found ? put(sheet, section, all.toSpliced(at, 1)) : sheet;
    case 'undelete': {
      const gone = blocks(base, section).find((block) => block.id === edit.id);
      return found || !gone ? sheet : put(sheet, section, [...all, gone]);
    }
  }
}

/** Legs are shown by their ends, not by their fields, so they have a way of their own. */
function withLeg(sheet: DaySheet, edit: Exclude<Edit, { do: 'settle' }>, known: Known): DaySheet {
  const { base, nameOf } = known;
  const at = sheet.travel.findIndex((leg) => leg.id === edit.id);
  const found = sheet.travel[at];
  const travel = (legs: TravelLeg[]): DaySheet => ({ ...sheet, travel: legs });
  if (edit.do === 'create') {
    const fields = edit.fields as Record<string, unknown>;
    if (found || fields.day !== sheet.header.day) return sheet;
    return travel([...sheet.travel, newLeg(sheet, edit.id, fields, nameOf)]);
  }
  if (edit.do === 'undelete') {
    const gone = base.travel.find((leg) => leg.id === edit.id);
    return found || !gone ? sheet : travel([...sheet.travel, gone]);
  }
  if (!found) return sheet;
  switch (edit.do) {
    case 'set': {
      const pairs = Object.entries(edit.fields).map(([name, pair]) => [name, (pair as unknown[])[1]]);
      return travel(
        sheet.travel.with(
          at,
          legWith(sheet, found, Object.fromEntries(pairs) as Record<string, unknown>, nameOf),
        ),
      );
    }
    case 'add':
    case 'remove': {
      const name = nameOf(String(edit.value)) ?? String(edit.value);
      const people = found.people.filter((one) => one !== name);
      if (edit.do === 'add') people.push(name);
      return travel(sheet.travel.with(at, { ...found, people }));
    }
    case 'delete':
      return travel(sheet.travel.toSpliced(at, 1));
  }
}

function sectionOf(kind: string): Section | undefined {
  return Object.hasOwn(SECTIONS, kind) ? SECTIONS[kind as keyof typeof SECTIONS] : undefined;
}

function blocks(sheet: DaySheet, section: Section): Block[] {
  return sheet[section] as unknown as Block[];
}

function put(sheet: DaySheet, section: Section, all: Block[]): DaySheet {
  return { ...sheet, [section]: section === 'schedule' ? inOrder(all as unknown as ScheduleRow[]) : all };
}

function inOrder(rows: ScheduleRow[]): ScheduleRow[] {
  return rows.toSorted((a, b) => sortKey(a.when) - sortKey(b.when));
}

/** A row of the schedule with what follows from its time. */
function shown(sheet: DaySheet, section: Section, block: Block): Block {
  if (section !== 'schedule') return section === 'tasks' ? { assignee_names: [], ...block } : block;
  const when = block.when as When | undefined;
  return {
    title: '',
    departments: [],
    confirmed: false,
    key: false,
    hard: false,
    ...block,
    ...instants(sheet, when, zoneOf(block.zone)),
  };
}

function zoneOf(zone: unknown): string | undefined {
  if (typeof zone === 'string') return zone;
  return (zone as { name?: string } | null | undefined)?.name;
}

function instants(sheet: DaySheet, when: When | undefined, own: string | undefined) {
  const zone = own ?? sheet.header.zone?.name;
  const at = (clock: string | null | undefined, fold: When['fold']) => {
    const moment = zone && clock ? resolve(sheet.header.date, clock, zone, fold) : undefined;
    if (!moment) return null;
    return new Date(moment.at + (own ? 0 : correctionMinutes(sheet)) * 60_000).toISOString();
  };
  return {
    instant: at(when?.start, when?.fold),
    end_instant: at(when?.end, when?.end_fold),
    clock_reports: [],
    text: when?.start ?? '',
    day_mark: null,
  };
}

function withDay(sheet: DaySheet, fields: Record<string, unknown>): DaySheet {
  const header = { ...sheet.header };
  const values = Object.entries(fields).map(([name, pair]) => [name, (pair as unknown[])[1]] as const);
  for (const [name, value] of values) {
    if (name === 'place') {
      const place = value as { city?: string; country?: string } | null;
      header.city = place?.city ?? null;
      header.country = place?.country ?? null;
    } else if (['day_type', 'title', 'status', 'notes', 'weather'].includes(name)) {
      Object.assign(header, { [name]: value });
    }
  }
  return { ...sheet, header };
}

function settled(sheet: DaySheet, dispute: string, to: unknown): DaySheet {
  const decided = sheet.disputes.find((one) => one.id === dispute);
  if (!decided) return sheet;
  const without = (block: Block): Block => ({
    ...block,
    disputed: block.disputed.filter((id) => id !== dispute),
  });
  const disputes = sheet.disputes.filter((one) => one !== decided);
  const next: DaySheet = { ...sheet, disputes, disputed: disputes.length };
  const section = sectionOf(decided.kind ?? '');
  if (!section || decided.field.startsWith('$')) return next;
  const all = blocks(next, section);
  const at = all.findIndex((block) => block.id === decided.record);
  const found = all[at];
  if (!found) return next;
  return put(next, section, all.with(at, shown(next, section, without({ ...found, [decided.field]: to }))));
}
