// What changes mean for what is on the screen: the old time of a row that was moved, and one line where several
// changes of one field have only a first and a last value.

import type { ChangeLine } from '../../../api/types';
import { minutesOf } from '../../../time/clock';

/** A field of a record, from the value that was last seen to the one now. */
export interface Change {
  record: string;
  kind: string;
  title: string;
  field: string | undefined;
  /** The server's word for the field. */
  label: string | undefined;
  action: string;
  old: string;
  new: string;
  by: string | undefined;
  /** When the server took it in; the last of them. */
  at: string;
  reason: string | undefined;
}

/** Changes of one field come together, oldest first; what ended where it began is no change. */
export function together(lines: readonly ChangeLine[]): Change[] {
  const changes = new Map<string, Change>();
  const made = new Set<string>();
  for (const line of lines) {
    // What is new needs no word on what it was an hour ago.
    if (line.action === 'changed' && made.has(line.record)) continue;
    if (line.action === 'added') made.add(line.record);
    const key = `${line.record} ${line.field ?? ''} ${line.action === 'proposed' ? line.seq : ''}`;
    const before = changes.get(key);
    changes.delete(key);
    changes.set(key, { ...changeOf(line), ...(before ? { old: before.old } : {}) });
  }
  return [...changes.values()].filter((change) => change.action !== 'changed' || change.old !== change.new);
}

function changeOf(line: ChangeLine): Change {
  return {
    record: line.record,
    kind: line.kind,
    title: line.title,
    field: line.field ?? undefined,
    label: line.label ?? undefined,
    action: line.action,
    old: line.old,
    new: line.new,
    by: line.author_name ?? undefined,
    at: line.at,
    reason: line.reason ?? undefined,
  };
}

/** Of each row: its change of time, else the newest of its other changes. */
export function changedRows(changes: readonly Change[]): Map<string, Change> {
  const rows = new Map<string, Change>();
  for (const change of changes) {
    if (change.kind !== 'schedule_item' || !['added', 'changed', 'restored'].includes(change.action))
      continue;
    if (!isMove(rows.get(change.record))) rows.set(change.record, change);
  }
  return rows;
}

/** Whether a change moved something to another time. */
export function isMove(change: Change | undefined): boolean {
  return change?.field === 'when' && change.action === 'changed';
}

/** Minutes of the start in a printed time: `~19:00–19:30` is 1140; undefined where there was none. */
export function printedStart(text: string): number | undefined {
  return minutesOf(/^~?(\d\d:\d\d(?:\+[12])?)/.exec(text)?.[1]);
}
