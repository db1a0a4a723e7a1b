// How firm a curfew is, in a word.

import type { ScheduleRow } from '../api/types';
import { words } from '../i18n';

export function curfewText(row: ScheduleRow): string {
  const { hard, soft } = words.value.schedule;
  const kind: string | null | undefined = row.curfew_kind;
  return kind === 'hard' ? hard : kind === 'soft' ? soft : '';
}
