// A day on which nothing stands yet, or nothing shall.

import type { DaySheet } from '../../../api/types';
import { words } from '../../../i18n';

export function EmptySchedule({ sheet }: { sheet: DaySheet }) {
  const w = words.value.today;
  const isOff = sheet.header.day_type === 'day_off';
  return (
    <section class="list empty">
      <header>
        <h2>{isOff ? w.dayOff : w.noSchedule}</h2>
      </header>
      <p>{isOff ? w.dayOffHint : w.noScheduleHint}</p>
    </section>
  );
}
