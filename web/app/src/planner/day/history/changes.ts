// The history of a record as its fields' versions: which is in force, and which can be brought back.

import type { Edit } from '../../../api/types';
import type { components } from '../../../api/schema.gen';
import { set } from '../../../data/edits';
import type { Entry } from '../../../data/db';

export type Change = Omit<components['schemas']['Change'], 'outcome' | 'old' | 'new' | 'kind'> & {
  outcome: string;
  kind: string;
  old: unknown;
  new: unknown;
};

/** Fields that say where a record belongs, not what it says to people. */
const STRUCTURAL: ReadonlySet<string> = new Set(['day', 'template', 'position', 'copied_from']);

/** What people want to read of a history. */
export function worthTelling(changes: readonly Change[]): Change[] {
  return changes.filter((change) => !STRUCTURAL.has(change.field));
}

/** Whether a change took effect when it was made. */
export function tookEffect(change: Pick<Change, 'outcome'>): boolean {
  return change.outcome === 'applied' || change.outcome === 'merged';
}

/** For each field the newest change that took effect; the list is newest first. */
export function inForce(changes: readonly Change[]): Map<string, Change> {
  const newest = new Map<string, Change>();
  for (const change of changes) {
    if (tookEffect(change) && !newest.has(change.field)) newest.set(change.field, change);
  }
  return newest;
}

/** The value of a field that this device shows: its own newest edit, or else what is in force. */
export function shownValue(
  changes: readonly Change[],
  entries: readonly Entry[],
  id: string,
  field: string,
): unknown {
  const own = entries
    .filter((entry) => entry.state === 'waiting' || entry.state === 'sent')
    .flatMap((entry) => entry.group.edits)
    .flatMap((edit) =>
      edit.do === 'set' && edit.id === id && field in edit.fields ? [edit.fields[field]] : [],
    );
  const last = own.at(-1) as [unknown, unknown] | undefined;
  return last ? last[1] : (inForce(changes).get(field)?.new ?? null);
}

/** Whether a version can be brought back: it is a value, and another one is shown. */
export function canBringBack(change: Change, shown: unknown): boolean {
  if (STRUCTURAL.has(change.field) || change.field === '$deleted') return false;
  return JSON.stringify(change.new ?? null) !== JSON.stringify(shown ?? null);
}

export function bringBack(kind: string, id: string, change: Change, shown: unknown): Edit {
  return set(kind, id, { [change.field]: [shown, change.new] });
}
