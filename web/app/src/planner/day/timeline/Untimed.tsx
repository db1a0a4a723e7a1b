// Rows that have no place on a timeline, because nobody knows their time.

import type { ScheduleRow } from '../../../api/types';
import { words } from '../../../i18n';
import { planWords } from '../../words';
import { goTo } from '../state';

export function Untimed({ rows }: { rows: readonly ScheduleRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div class="untimed">
      <h3>{planWords.value.day.timeline.noTime}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" dir="auto" onClick={() => goTo({ row: row.id, column: 'when' })}>
              {row.title}
              {row.when?.precision === 'tbd' && <small>{words.value.time.tbd}</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
