// The line that nothing loud may pass.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { When } from '../../../time/clock';
import { planWords } from '../../words';
import { timeText } from '../actions';
import { extentOf } from './lanes';

export function CurfewLine({ sheet, row, when }: { sheet: DaySheet; row: ScheduleRow; when: When | null }) {
  const extent = extentOf(sheet, row, when);
  if (!extent || !when) return null;
  return (
    <p class="curfew-line" style={{ '--at': extent.start }} aria-hidden>
      <span>{planWords.value.day.timeline.curfew(timeText(when))}</span>
    </p>
  );
}
