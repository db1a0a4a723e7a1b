// A row of the schedule's table.

import type { DaySheet, ScheduleRow as Row } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { minuteNow } from '../../../time/now';
import { doubtText } from '../timeline/doubtText';
import { editing, spot } from '../state';
import { CellEditor } from './CellEditor';
import { CellText } from './CellText';
import { COLUMNS, isFlag } from './cells';
import { begin, toggle, type Typist } from './typing';

interface Props {
  typist: Typist;
  sheet: DaySheet;
  row: Row;
  mark: EntryState | undefined;
  writable: boolean;
  /** Whether the keys are here because they are nowhere else. */
  first: boolean;
}

export function ScheduleRow({ typist, sheet, row, mark, writable, first }: Props) {
  const here = first || spot.value?.row === row.id;
  const open = editing.value?.row === row.id ? editing.value : undefined;
  const doubt = doubtText(sheet, row);
  return (
    <tr class={`${phase(row)}${here ? ' here' : ''}${row.confirmed ? '' : ' open'}`}>
      {COLUMNS.map((column) => {
        const focused = here && (spot.value?.column ?? 'when') === column;
        return (
          // Keys are taken by the table, which is one widget with one cell in the order of tabs.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <td
            key={column}
            id={`${row.id}-${column}`}
            class={open?.column === column ? `${column} editing` : column}
            tabIndex={focused ? 0 : -1}
            aria-selected={focused}
            onFocus={() => {
              spot.value = { row: row.id, column };
            }}
            onClick={() => {
              if (!writable || open?.column === column) return;
              if (isFlag(column)) toggle(typist, row, column);
            }}
            onDblClick={() => {
              if (writable && !isFlag(column) && open?.column !== column) begin(row, column);
            }}
          >
            {open?.column === column ? (
              <CellEditor typist={typist} open={open} />
            ) : (
              <CellText tour={typist.tour} row={row} column={column} mark={mark} doubt={doubt} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Whether a row is over, on, or still to come. */
function phase(row: Row): 'past' | 'now' | '' {
  const start = Date.parse(row.instant ?? '');
  if (Number.isNaN(start)) return '';
  const end = Date.parse(row.end_instant ?? '');
  const now = minuteNow.value;
  if (start > now) return '';
  if (!Number.isNaN(end) && end > now) return 'now';
  return start === now && Number.isNaN(end) ? 'now' : 'past';
}
