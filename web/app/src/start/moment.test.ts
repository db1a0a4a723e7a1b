import { expect, test } from 'vitest';
import { prefer } from '../data/prefs';
import { momentText } from './moment';

test('today is told by its clock alone', () => {
  prefer({ language: 'en', cycle: '24' });
  const now = new Date(2026, 10, 24, 16, 41).getTime();
  expect(momentText(new Date(2026, 10, 24, 9, 5).getTime(), now)).toBe('09:05');
});

test('another day is told with its date', () => {
  prefer({ language: 'en', cycle: '12' });
  const now = new Date(2026, 10, 24, 0, 1).getTime();
  expect(momentText(new Date(2026, 10, 23, 23, 59).getTime(), now)).toBe('Mon 23 Nov, 11:59 pm');
});
