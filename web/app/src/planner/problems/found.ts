// The problems of the open tour, found anew whenever a sheet changes.

import { computed } from '@preact/signals';
import type { Trouble } from '../grid/cells';
import type { Column } from '../grid/columns';
import { drives, positions, sheets, today } from '../grid/tour';
import { checks } from './checks';
import { problemsOf, type Problem } from './problems';

export const problems = computed(() =>
  problemsOf({
    sheets: sheets.value,
    drives: drives.value,
    positions: positions.value,
    today: today.value,
    checks: checks.value,
  }),
);

const byDate = computed(() => Map.groupBy(problems.value, (problem) => problem.date));

export function problemsOn(date: string): Problem[] {
  return byDate.value.get(date) ?? [];
}

/** The cells of a date that something is wrong with, each with the worst. */
export function troublesOn(date: string): ReadonlyMap<Column, Trouble> {
  const troubles = new Map<Column, Trouble>();
  for (const { column, weight, said } of problemsOn(date)) {
    const columns = said.key === 'missing' ? said.columns : column ? [column] : [];
    for (const one of columns) if (!troubles.has(one)) troubles.set(one, { weight, said });
  }
  return troubles;
}
