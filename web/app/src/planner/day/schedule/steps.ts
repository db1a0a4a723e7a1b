// Moving between the cells of a table by keys.

export interface Cell {
  row: number;
  column: number;
}

/** Rows that one press of Page Down goes past. */
const PAGE_ROWS = 10;

/** Where a key leads from a cell; undefined for keys that lead nowhere. */
export function step(
  from: Cell,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  size: { rows: number; columns: number },
): Cell | undefined {
  const far = event.ctrlKey || event.metaKey;
  const to = (row: number, column: number): Cell => ({
    row: Math.min(Math.max(row, 0), size.rows - 1),
    column: Math.min(Math.max(column, 0), size.columns - 1),
  });
  switch (event.key) {
    case 'ArrowUp':
      return to(far ? 0 : from.row - 1, from.column);
    case 'ArrowDown':
      return to(far ? size.rows : from.row + 1, from.column);
    case 'ArrowLeft':
      return to(from.row, far ? 0 : from.column - 1);
    case 'ArrowRight':
      return to(from.row, far ? size.columns : from.column + 1);
    case 'Home':
      return to(far ? 0 : from.row, 0);
    case 'End':
      return to(far ? size.rows : from.row, size.columns);
    case 'PageUp':
      return to(from.row - PAGE_ROWS, from.column);
    case 'PageDown':
      return to(from.row + PAGE_ROWS, from.column);
    default:
      return undefined;
  }
}

/** The next cell in reading order, or the one before; undefined past either end. */
export function next(from: Cell, back: boolean, size: { rows: number; columns: number }): Cell | undefined {
  const at = from.row * size.columns + from.column + (back ? -1 : 1);
  if (at < 0 || at >= size.rows * size.columns) return undefined;
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}
