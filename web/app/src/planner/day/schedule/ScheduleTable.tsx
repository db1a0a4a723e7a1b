// The schedule as a table to write in: one cell has the focus, arrows move it, Enter writes.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DaySheet } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { prefs } from '../../../data/prefs';
import { planWords } from '../../words';
import { focusAsked, newRow, spot } from '../state';
import { COLUMNS } from './cells';
import { ScheduleRow } from './ScheduleRow';
import './schedule.css';
import { press, type Typist } from './typing';

interface Props {
  tour: string;
  sheet: DaySheet;
  marks: ReadonlyMap<string, EntryState>;
  writable: boolean;
}

export function ScheduleTable({ tour, sheet, marks, writable }: Props) {
  const { day } = planWords.value;
  const { date } = sheet.header;
  const made = newRow.value;
  const rows =
    made && !sheet.schedule.some((row) => row.id === made.id) ? [...sheet.schedule, made] : sheet.schedule;
  const typist: Typist = { tour, date, rows };
  // Where the row of the focus has gone, as when somebody else deleted it, the first takes its place.
  const lost = !rows.some((row) => row.id === spot.value?.row);

  const asked = focusAsked.value;
  const answered = useRef(asked);
  useLayoutEffect(() => {
    const at = spot.peek();
    const cell = at && document.getElementById(`${at.row}-${at.column}`);
    // The cell may come later than the wish for it, as that of a row that is being saved.
    if (asked === answered.current || !cell) return;
    answered.current = asked;
    (cell.querySelector<HTMLElement>('input, select') ?? cell).focus();
  }, [asked, rows.length]);

  return (
    <div class="schedule">
      <table
        // One widget to the keys; its rows and cells keep the roles they have.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        class={prefs.value.cycle === '12' ? 'twelve' : undefined}
        aria-label={day.schedule}
        aria-readonly={!writable}
        onKeyDown={(event) => {
          const inCell = (event.target as Element).tagName === 'TD';
          if (inCell && press(typist, event, writable)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      >
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={column}>
                {day.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <ScheduleRow
              key={row.id}
              typist={typist}
              sheet={sheet}
              row={row}
              mark={marks.get(row.id)}
              writable={writable}
              first={index === 0 && lost}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
