// Where the keys lead in the grid. Pure: a table of dates and columns, a place in it, a key.

import type { Column } from './columns';

export interface Spot {
  date: string;
  column: Column;
}

export interface Table {
  dates: readonly string[];
  columns: readonly Column[];
  /** How many rows a page has. */
  page: number;
}

/** Where a key leads; undefined for a key that moves nothing. Edges hold: nobody falls off the table. */
export function move(table: Table, from: Spot, key: string, far: boolean): Spot | undefined {
  const { dates, columns, page } = table;
  const [row, column] = [Math.max(0, dates.indexOf(from.date)), Math.max(0, columns.indexOf(from.column))];
  const [lastRow, lastColumn] = [dates.length - 1, columns.length - 1];
  const at = (r: number, c: number): Spot | undefined => {
    const date = dates[clamp(r, lastRow)];
    const name = columns[clamp(c, lastColumn)];
    return date && name ? { date, column: name } : undefined;
  };
  switch (key) {
    case 'ArrowUp':
      return at(far ? 0 : row - 1, column);
    case 'ArrowDown':
      return at(far ? lastRow : row + 1, column);
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1);
    case 'ArrowRight':
      return at(row, far ? lastColumn : column + 1);
    case 'Home':
      return at(far ? 0 : row, 0);
    case 'End':
      return at(far ? lastRow : row, lastColumn);
    case 'PageUp':
      return at(row - page, column);
    case 'PageDown':
      return at(row + page, column);
    default:
      return undefined;
  }
}

/** The next cell in reading order, or the one before; undefined past the ends, where the focus leaves the grid. */
export function next(table: Table, from: Spot, step: 1 | -1): Spot | undefined {
  const { dates, columns } = table;
  const at = dates.indexOf(from.date) * columns.length + columns.indexOf(from.column) + step;
  const date = dates[Math.floor(at / columns.length)];
  const column = columns[((at % columns.length) + columns.length) % columns.length];
  return at < 0 || !date || !column ? undefined : { date, column };
}

/** The cells between two corners, both included, as dates and columns in the order of the table. */
export function between(table: Table, a: Spot, b: Spot): { dates: string[]; columns: Column[] } {
  return { dates: cut(table.dates, a.date, b.date), columns: cut(table.columns, a.column, b.column) };
}

function cut<T>(all: readonly T[], one: T, other: T): T[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].toSorted((x, y) => x - y);
  return all.slice(Math.max(0, from ?? 0), (to ?? 0) + 1);
}

function clamp(at: number, last: number): number {
  return Math.min(Math.max(at, 0), last);
}
