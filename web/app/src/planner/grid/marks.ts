// How far this device's own edits have got, for each field of each record.

import type { Edit } from '../../api/types';
import type { Entry, EntryState } from '../../data/db';

export interface OwnMark {
  state: EntryState;
  /** Why the server refuses it. */
  why?: string;
}

/** By `record.field`; an edit of a whole record stands under `record.*`. */
export type OwnMarks = ReadonlyMap<string, OwnMark>;

/** The newest edit of each field. What the server has is no news to anybody. */
export function ownMarks(entries: readonly Entry[]): OwnMarks {
  const marks = new Map<string, OwnMark>();
  for (const entry of entries) {
    const mark: OwnMark =
      entry.why === undefined ? { state: entry.state } : { state: entry.state, why: entry.why };
    for (const key of entry.group.edits.flatMap(keysOf)) {
      if (entry.state === 'sent') marks.delete(key);
      else marks.set(key, mark);
    }
  }
  return marks;
}

function keysOf(edit: Edit): string[] {
  switch (edit.do) {
    case 'set':
      return Object.keys(edit.fields).map((field) => `${edit.id}.${field}`);
    case 'add':
    case 'remove':
      return [`${edit.id}.${edit.field}`];
    case 'create': {
      // A row that was refused stands in no sheet; its cell is found by the day and the type.
      const { day, item_type: type } = edit.fields as { day?: string; item_type?: string };
      return day && type ? [`${edit.id}.*`, `${day}.${type}`] : [`${edit.id}.*`];
    }
    case 'settle':
      return [`${edit.dispute}.*`];
    default:
      return [`${edit.id}.*`];
  }
}

export function markOf(marks: OwnMarks, record: string, field: string): OwnMark | undefined {
  return marks.get(`${record}.${field}`) ?? marks.get(`${record}.*`);
}
