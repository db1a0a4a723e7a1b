// The running order of a day.

import type { ScheduleRow } from '../../../api/types';
import { sortKey } from '../../../time/clock';

/** By time; what has none stands last, and equals stay as they were. */
export function inOrderOfTime(rows: readonly ScheduleRow[]): ScheduleRow[] {
  return rows.toSorted((a, b) => sortKey(a.when) - sortKey(b.when));
}
