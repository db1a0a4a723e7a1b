// Which rows of a schedule are over, and which of them are folded away while the day runs.

import type { ScheduleRow } from '../../../api/types';
import { overAt, startOf } from '../../timed';

/** Where a row stands; `open` has no time that could be over. */
export type Phase = 'past' | 'now' | 'ahead' | 'open';

/** One folded row would only be a button instead of a row. */
const FOLDED_MIN = 2;

export function phaseOf(row: ScheduleRow, now: number): Phase {
  const start = startOf(row);
  if (start === undefined) return 'open';
  const end = Date.parse(row.end_instant ?? '');
  const over = overAt({ start, end: Number.isNaN(end) ? undefined : end });
  return start > now ? 'ahead' : over > now ? 'now' : 'past';
}

export interface Folding {
  phases: ReadonlyMap<string, Phase>;
  /** Rows that are folded away, in their order; empty before the day begins and after it is over. */
  folded: readonly ScheduleRow[];
}

/** Folds what is over, but for the row that was over last: it says where one is. */
export function folding(rows: readonly ScheduleRow[], now: number): Folding {
  const phases = new Map(rows.map((row) => [row.id, phaseOf(row, now)]));
  const past = rows.filter((row) => phases.get(row.id) === 'past');
  const runs = rows.some((row) => phases.get(row.id) === 'now' || phases.get(row.id) === 'ahead');
  const folded = runs ? past.slice(0, -1) : [];
  return { phases, folded: folded.length < FOLDED_MIN ? [] : folded };
}
