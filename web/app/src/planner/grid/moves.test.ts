import { describe, expect, it } from 'vitest';
import { between, move, next, type Spot, type Table } from './moves';

const table: Table = {
  dates: ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'],
  columns: ['date', 'city', 'doors'],
  page: 2,
};
const spot = (date: string, column: Spot['column']): Spot => ({ date: `2026-12-0${date}`, column });

describe('keys in the grid', () => {
  it.each([
    ['ArrowDown', false, spot('3', 'city')],
    ['ArrowUp', false, spot('1', 'city')],
    ['ArrowLeft', false, spot('2', 'date')],
    ['ArrowRight', false, spot('2', 'doors')],
    ['ArrowDown', true, spot('4', 'city')],
    ['ArrowRight', true, spot('2', 'doors')],
    ['Home', false, spot('2', 'date')],
    ['End', false, spot('2', 'doors')],
    ['Home', true, spot('1', 'date')],
    ['End', true, spot('4', 'doors')],
    ['PageDown', false, spot('4', 'city')],
    ['PageUp', false, spot('1', 'city')],
  ] as const)('%s, with Ctrl %s', (key, far, to) => {
    expect(move(table, spot('2', 'city'), key, far)).toEqual(to);
  });

  it('stay inside the table at its edges', () => {
    expect(move(table, spot('4', 'doors'), 'ArrowDown', false)).toEqual(spot('4', 'doors'));
    expect(move(table, spot('1', 'date'), 'ArrowLeft', false)).toEqual(spot('1', 'date'));
  });

  it('that move nothing are nobody’s', () => {
    expect(move(table, spot('1', 'date'), 'a', false)).toBeUndefined();
  });

  it('lead nowhere in an empty table', () => {
    expect(move({ ...table, dates: [] }, spot('1', 'date'), 'ArrowDown', false)).toBeUndefined();
  });

  it('start from the first cell when the place is filtered away', () => {
    expect(move(table, { date: '2030-01-01', column: 'drive' }, 'ArrowDown', false)).toEqual(
      spot('2', 'date'),
    );
  });
});

describe('Tab', () => {
  it('goes on in the next row after the last cell of one', () => {
    expect(next(table, spot('1', 'doors'), 1)).toEqual(spot('2', 'date'));
    expect(next(table, spot('2', 'date'), -1)).toEqual(spot('1', 'doors'));
  });

  it('leaves the grid past its ends', () => {
    expect(next(table, spot('4', 'doors'), 1)).toBeUndefined();
    expect(next(table, spot('1', 'date'), -1)).toBeUndefined();
  });
});

it('a range is the same from either corner', () => {
  const range = { dates: ['2026-12-02', '2026-12-03'], columns: ['city', 'doors'] };
  expect(between(table, spot('2', 'doors'), spot('3', 'city'))).toEqual(range);
  expect(between(table, spot('3', 'city'), spot('2', 'doors'))).toEqual(range);
});
