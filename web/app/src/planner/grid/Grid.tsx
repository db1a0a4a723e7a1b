// The tour as a table for the keyboard: one place that Tab reaches, arrows inside, Enter to edit. Every row is drawn;
// a tour is never so long that windowing would pay, and the browser's own search finds everything.

import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { dates } from '../../data/book';
import { planWords } from '../words';
import { COLUMNS, isTimeColumn, widthOf, type Column } from './columns';
import {
  columnsShown,
  filter,
  goTo,
  groups,
  openPanel,
  pageRows,
  panelOver,
  spot,
  type LegGroup,
} from './desk';
import { edit, editing } from './editing';
import { cellId } from './GridCell';
import { GridRow } from './GridRow';
import { copyCells, gridKeys, pasteCells } from './keyboard';
import type { Spot } from './moves';
import { cycle, dayText } from './show';

const ROW_PX = 30;

export function Grid() {
  const self = useRef<HTMLDivElement>(null);
  const columns = columnsShown.value;
  const w = planWords.value.grid;
  useFollowedFocus(self);
  const filled = groups.value.length > 0;
  useEffect(() => {
    const height = self.current?.clientHeight ?? 0;
    const row = self.current?.querySelector('[data-date]')?.clientHeight ?? ROW_PX;
    pageRows.value = Math.max(3, Math.floor(height / row) - 2);
    const at = spot.peek();
    // The day somebody is at stands in the middle when they come.
    if (at) document.getElementById(cellId(at.date, at.column))?.scrollIntoView({ block: 'center' });
  }, [filled]);
  const width = columns.reduce((sum, column) => sum + widthOf(column, cycle.value), 0);
  return (
    // What happens in any cell is heard here once.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      class="table"
      ref={self}
      onKeyDown={gridKeys}
      onCopy={copyCells}
      onPaste={pasteCells}
      onClick={clicked}
      onDblClick={opened}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table role="grid" aria-label={w.label} aria-multiselectable="true" style={{ minWidth: `${width}px` }}>
        <colgroup>
          {columns.map((column) => (
            <col key={column} style={{ width: `${widthOf(column, cycle.value)}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" class={headClass(column)}>
                {w.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.value.map((group) => (
          <Leg key={`${group.leg} ${group.dates[0]}`} group={group} columns={columns} />
        ))}
      </table>
      {groups.value.length === 0 && <Empty />}
    </div>
  );
}

function Leg({ group, columns }: { group: LegGroup; columns: readonly Column[] }) {
  const w = planWords.value.grid;
  const [first, last] = [group.dates[0] ?? '', group.dates.at(-1) ?? ''];
  return (
    <tbody>
      <tr class="leg">
        <th colSpan={columns.length} scope="rowgroup">
          <span class="name" dir="auto">
            {group.leg || w.noLeg}
          </span>
          <small>{w.legNote(group.n_shows, dayText(first), dayText(last))}</small>
        </th>
      </tr>
      {group.dates.map((date) => (
        <GridRow key={date} date={date} columns={columns} />
      ))}
    </tbody>
  );
}

function Empty() {
  const w = planWords.value.grid;
  const filtered = dates.value.length > 0;
  return (
    <div class="empty">
      <p>{filtered ? w.filtered : w.empty}</p>
      {!filtered && <p class="more">{w.emptyHint}</p>}
      {filtered && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            filter.value = { leg: '', type: '' };
          }}
        >
          {w.showAll}
        </button>
      )}
    </div>
  );
}

function headClass(column: Column): string {
  return isTimeColumn(column) ? 't' : column === 'capacity' || column === 'drive' ? 'n' : column;
}

/** Where the selection goes, the focus goes along, as long as it is in the grid. */
function useFollowedFocus(self: { current: HTMLDivElement | null }): void {
  useEffect(
    // At once and not after the next picture: by then the field that had the focus is gone.
    () =>
      effect(() => {
        const at = spot.value;
        if (!at || editing.value) return;
        if (!wanted && !self.current?.contains(document.activeElement)) return;
        wanted = false;
        // The row may be drawn only after this.
        queueMicrotask(() => document.getElementById(cellId(at.date, at.column))?.focus());
      }),
    [],
  );
}

let wanted = false;

/** Brings the focus to the selected cell, as after a jump from elsewhere. */
export function focusGrid(): void {
  wanted = true;
  const at = spot.peek();
  if (at) setTimeout(() => document.getElementById(cellId(at.date, at.column))?.focus());
}

function spotOf(event: Event): Spot | undefined {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
  const date = cell?.closest<HTMLElement>('[data-date]')?.dataset.date;
  const column = COLUMNS.find((one) => one === cell?.dataset.column);
  return date && column ? { date, column } : undefined;
}

function clicked(event: MouseEvent): void {
  const at = spotOf(event);
  if (!at || (event.target as Element).closest('.edit')) return;
  const again = spot.peek()?.date === at.date && spot.peek()?.column === at.column;
  goTo(at, event.shiftKey);
  // A finger has no double click.
  const finger = event instanceof PointerEvent && event.pointerType === 'touch';
  if (finger && again) edit(at);
  if (panelOver.peek() && at.column === 'date') openPanel(true);
}

function opened(event: MouseEvent): void {
  const at = spotOf(event);
  if (at && !(event.target as Element).closest('.edit')) edit(at);
}
