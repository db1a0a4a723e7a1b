// Which fields of a row a form has changed, each from what was shown to what is wanted.

import type { ScheduleRow } from '../../api/types';
import type { When } from '../../time/clock';
import { strictText } from '../../time/parse';

export type Pairs = Record<string, [from: unknown, to: unknown]>;

export interface RowInput {
  title: string;
  when: When | null;
  place: string;
  detail: string;
  confirmed: boolean;
}

export function rowChanges(shown: ScheduleRow, input: RowInput): Pairs {
  const pairs: Pairs = {};
  const before = (shown.when ?? null) as When | null;
  if (!sameTime(before, input.when)) pairs.when = [before, input.when];
  if (input.title && input.title !== shown.title) pairs.title = [shown.title, input.title];
  for (const name of ['place', 'detail'] as const) {
    const from = shown[name] ?? null;
    const to = input[name] || null;
    if (from !== to) pairs[name] = [from, to];
  }
  if (shown.confirmed !== input.confirmed) pairs.confirmed = [shown.confirmed, input.confirmed];
  return pairs;
}

/** A time with the choice between two hours of one name; the first, where nobody had to choose before, is no change. */
export function withFold(when: When | null, before: When | null, choice: unknown): When | null {
  if (!when || (choice !== 'first' && choice !== 'second')) return when;
  const asBefore = strictText(when) === strictText(before);
  return choice === 'first' && asBefore && !before?.fold ? when : { ...when, fold: choice };
}

/** A hidden time reads as none, and stays hidden while nobody writes another. */
function sameTime(a: When | null, b: When | null): boolean {
  if (a?.precision === 'hidden' && b === null) return true;
  return strictText(a) === strictText(b) && (a?.fold ?? null) === (b?.fold ?? null);
}
