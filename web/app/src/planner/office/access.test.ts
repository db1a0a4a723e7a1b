import { expect, test } from 'vitest';
import type { Tour } from '../../api/types';
import { audiencesOf } from './access';

test('the usual audiences stand first, and those of the tour itself after them by name', () => {
  const names = ['zeta', 'money', 'alpha', 'everyone', 'party'];
  const tour = { audiences: names.map((audience) => ({ audience, level: 'read' })) } as unknown as Tour;
  expect(audiencesOf(tour).map((one) => one.audience)).toEqual([
    'everyone',
    'party',
    'money',
    'alpha',
    'zeta',
  ]);
});
