// One date of the grid. It is drawn anew when something of its date changes, or when somebody comes or goes.

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Row } from './cells';
import type { Column } from './columns';
import { anchor, spot, table } from './desk';
import { drafts, editing, mayEdit, type Editing } from './editing';
import { cellId, GridCell } from './GridCell';
import { between } from './moves';
import { rowOn } from './rows';
import { dayText, weekdayText } from './show';
import { today } from './tour';

/** What of the selection is in a row, as text: a row that it does not touch is not drawn anew. */
const standings = new Map<string, ReadonlySignal<string>>();

function standingOf(date: string): ReadonlySignal<string> {
  let standing = standings.get(date);
  if (!standing) {
    standing = computed(() => {
      const at = spot.value;
      const other = anchor.value;
      if (!at) return '';
      const here = at.date === date ? at.column : '';
      if (!other) return here;
      const range = between(table.value, at, other);
      return range.dates.includes(date) ? `${here} ${range.columns.join(' ')}` : here;
    });
    standings.set(date, standing);
  }
  return standing;
}

/** The open editor, for the row that it is in. */
const openings = new Map<string, ReadonlySignal<Editing | undefined>>();

function openingOf(date: string): ReadonlySignal<Editing | undefined> {
  let opening = openings.get(date);
  if (!opening) {
    opening = computed(() => (editing.value?.date === date ? editing.value : undefined));
    openings.set(date, opening);
  }
  return opening;
}

export function GridRow({ date, columns }: { date: string; columns: readonly Column[] }) {
  const row = rowOn(date).value;
  const [current = '', ...picked] = standingOf(date).value.split(' ');
  if (!row) return null;
  const writable = mayEdit.value;
  const now = openingOf(date).value;
  const isToday = date === today.value;
  return (
    <tr class={classOf(row, today.value, current !== '')} data-date={date}>
      {columns.map((column) =>
        column === 'date' ? (
          <DateCell key={column} row={row} current={current === 'date'} selected={picked.includes('date')} />
        ) : (
          <GridCell
            key={column}
            row={row}
            cell={row.cells[column]}
            current={current === column}
            selected={picked.includes(column)}
            writable={writable}
            draft={drafts.value.get(`${date} ${column}`)}
            now={now?.column === column ? now : undefined}
            today={isToday}
          />
        ),
      )}
    </tr>
  );
}

function DateCell({ row, current, selected }: { row: Row; current: boolean; selected: boolean }) {
  const bad = row.cells.date.trouble ? ' bad' : '';
  return (
    <th
      scope="row"
      id={cellId(row.date, 'date')}
      data-column="date"
      class={`date${bad}${selected ? ' picked' : ''}`}
      tabIndex={current ? 0 : -1}
      aria-selected={selected}
      aria-readonly="true"
      aria-current={row.date === today.value ? 'date' : undefined}
    >
      <span class="d">{weekdayText(row.date)}</span> {dayText(row.date)}
    </th>
  );
}

function classOf(row: Row, now: string, open: boolean): string {
  const played = row.type === 'show' || row.type === 'festival';
  return [
    row.date < now ? 'past' : '',
    row.date === now ? 'today' : '',
    open ? 'open' : '',
    played ? '' : 'off',
    row.status === 'cancelled' ? 'cancelled' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
