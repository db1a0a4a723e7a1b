import { describe, expect, it } from 'vitest';
import { next, step } from './steps';

const size = { rows: 3, columns: 8 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });

describe('arrows', () => {
  it.each([
    ['ArrowUp', false, 0, 3],
    ['ArrowDown', false, 2, 3],
    ['ArrowLeft', false, 1, 2],
    ['ArrowRight', false, 1, 4],
    ['Home', false, 1, 0],
    ['End', false, 1, 7],
    ['Home', true, 0, 0],
    ['End', true, 2, 7],
    ['ArrowDown', true, 2, 3],
    ['PageDown', false, 2, 3],
  ])('%s (ctrl %s) leads to row %i, column %i', (name, ctrl, row, column) => {
    expect(step({ row: 1, column: 3 }, key(name, ctrl), size)).toEqual({ row, column });
  });

  it('stop at the edges', () => {
    expect(step({ row: 0, column: 0 }, key('ArrowUp'), size)).toEqual({ row: 0, column: 0 });
    expect(step({ row: 2, column: 7 }, key('ArrowRight'), size)).toEqual({ row: 2, column: 7 });
  });

  it('and nothing else', () => {
    expect(step({ row: 0, column: 0 }, key('x'), size)).toBeUndefined();
  });
});

describe('tab', () => {
  it('goes on to the next row, and back', () => {
    expect(next({ row: 0, column: 7 }, false, size)).toEqual({ row: 1, column: 0 });
    expect(next({ row: 1, column: 0 }, true, size)).toEqual({ row: 0, column: 7 });
  });

  it('leaves the table at either end', () => {
    expect(next({ row: 2, column: 7 }, false, size)).toBeUndefined();
    expect(next({ row: 0, column: 0 }, true, size)).toBeUndefined();
  });
});
