// Says where an item is being moved to, and what that would break.

import type { DaySheet } from '../../../api/types';
import { duration } from '../../../time/format';
import { planWords } from '../../words';
import { timeText } from '../actions';
import { draft } from '../state';
import { curfewOf, minutesPastCurfew } from './moves';

export function Moving({ sheet }: { sheet: DaySheet }) {
  const moving = draft.value;
  const row = moving && sheet.schedule.find((one) => one.id === moving.row);
  const over = row ? minutesPastCurfew(sheet.schedule, row, moving.when) : 0;
  const cost = row && over > 0 ? (curfewOf(sheet.schedule, row, moving.when)?.penalty ?? '') : '';
  return (
    <p class={`moving-to${over > 0 ? ' past' : ''}`} role="status">
      {row && (
        <>
          <b dir="auto">{row.title}</b> {timeText(moving.when)}
          {over > 0 && <span>{planWords.value.day.timeline.past(duration(over), cost)}</span>}
        </>
      )}
    </p>
  );
}
