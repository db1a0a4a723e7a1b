// The rows of the day, with what is over folded and, when somebody likes, only those of one department.

import { useSignal } from '@preact/signals';
import type { ScheduleRow } from '../../../api/types';
import { unseenOn } from '../../../data/changes';
import type { Seen } from '../../../data/overlay';
import { prefer, prefs } from '../../../data/prefs';
import { words } from '../../../i18n';
import { minuteNow } from '../../../time/now';
import { Icon } from '../../../ui/Icon';
import { useGrowing } from '../../../ui/Later';
import { concerns, departmentsOf } from '../../departments';
import { startFace, type Clock } from '../../faces';
import { clockFor, today } from '../../view';
import { DepartmentDialog } from './DepartmentDialog';
import { EmptySchedule } from './EmptySchedule';
import { folding } from './folding';
import { changedRows, together } from '../changes/moves';
import { Row } from './Row';

/** As many rows as a slow phone draws while nobody notices. */
const ROWS_AT_ONCE = 5;

export function Schedule({ seen }: { seen: Seen }) {
  const { sheet, marks } = seen;
  const open = useSignal(false);
  const choosing = useSignal(false);
  const n = useGrowing(seen.sheet.schedule.length, ROWS_AT_ONCE);
  const { department } = prefs.value;
  const w = words.value.schedule;
  if (sheet.schedule.length === 0) return <EmptySchedule sheet={sheet} />;
  const clock = clockFor(sheet);
  const rows = sheet.schedule.filter((row) => concerns(row.departments, department));
  // A date of another day is read as a whole: nothing of it is over or on.
  const { phases, folded } = folding(rows, sheet.header.date === today.value ? minuteNow.value : 0);
  const away = new Set(folded.map((row) => row.id));
  const changes = changedRows(together(unseenOn(sheet.header.date)));
  const hidden = sheet.schedule.length - rows.length;
  return (
    <section class="list">
      <header>
        <h2>{w.title}</h2>
        {departmentsOf(sheet.schedule).length > 0 && (
          <button
            type="button"
            class="choose"
            aria-haspopup="dialog"
            onClick={() => {
              choosing.value = true;
            }}
          >
            <span class="vh">{w.department}: </span>
            <span dir="auto">{department || w.allDepartments}</span>
            <Icon name="down" />
          </button>
        )}
      </header>
      {folded.length > 0 && (
        <button
          type="button"
          class="fold"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          <Icon name={open.value ? 'up' : 'down'} />
          {open.value ? w.hideEarlier : earlierText(folded, clock)}
        </button>
      )}
      <ul class="rows">
        {drawnBy(n, rows, away).map((row) => (
          <Row
            key={row.id}
            row={row}
            sheet={sheet}
            clock={clock}
            phase={phases.get(row.id) ?? 'open'}
            folded={!open.value && away.has(row.id)}
            change={changes.get(row.id)}
            mark={marks.get(row.id)}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" class="fold" onClick={() => prefer({ department: '' })}>
          {w.hidden(hidden)}
          <span class="do">{w.showAll}</span>
        </button>
      )}
      {choosing.value && (
        <DepartmentDialog
          rows={sheet.schedule}
          onClose={() => {
            choosing.value = false;
          }}
        />
      )}
    </section>
  );
}

/** What is on the screen comes first, what is folded away last. */
function drawnBy(n: number, rows: readonly ScheduleRow[], away: ReadonlySet<string>): ScheduleRow[] {
  let left = n;
  return rows.filter((row) => (away.has(row.id) ? n >= rows.length : left-- > 0));
}

function earlierText(folded: readonly ScheduleRow[], clock: Clock): string {
  const text = (row: ScheduleRow | undefined) => startFace(row, clock, '').text;
  return words.value.schedule.earlier(folded.length, text(folded[0]), text(folded.at(-1)));
}
