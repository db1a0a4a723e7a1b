import { expect, test } from 'vitest';
import { matches } from './matches';

test('every word has to be found, in any order, case and accent', () => {
  expect(matches('kovac mara', ['Mara Kovač', 'TM'])).toBe(true);
  expect(matches('mara audio', ['Mara Kovač', 'TM'])).toBe(false);
});

test('without words everything is found', () => {
  expect(matches('  ', [undefined])).toBe(true);
});
