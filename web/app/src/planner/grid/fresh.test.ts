import { expect, it } from 'vitest';
import type { ChangeLine } from '../../api/types';
import { freshKeys, initials, toneOf } from './fresh';

const line = (more: Partial<ChangeLine>): ChangeLine =>
  ({ author_name: 'Jo Okafor', outcome: 'applied', record: 'r1', field: 'when', ...more }) as ChangeLine;

it('what others saved is fresh, what one saved oneself is not', () => {
  expect([...freshKeys([line({}), line({ record: 'r2', field: null })], 'Mara').keys()]).toEqual([
    'r1.when',
    'r2.*',
  ]);
  expect(freshKeys([line({})], 'Jo Okafor').size).toBe(0);
});

it('what was not accepted changed nothing', () => {
  expect(freshKeys([line({ outcome: 'held' }), line({ outcome: 'rejected' })], 'Mara').size).toBe(0);
});

it('initials are of the first and the last name', () => {
  expect(initials('Jo Okafor')).toBe('JO');
  expect(initials('Maria del Carmen Ruiz')).toBe('MR');
  expect(initials('Øystein')).toBe('Ø');
  expect(initials('')).toBe('');
});

it('a person keeps their colour', () => {
  expect(toneOf('Jo Okafor')).toBe(toneOf('Jo Okafor'));
  expect(toneOf('Jo Okafor')).toBeLessThan(6);
});
