import { expect, test } from 'vitest';
import { minutesOfText, textOfMinutes } from './driveTime';

test('a drive is read however people write it', () => {
  expect(['5:10', '5h10', '5 h 10 min', '310', '310 min'].map(minutesOfText)).toEqual([
    310, 310, 310, 310, 310,
  ]);
  expect(minutesOfText('5h')).toBe(300);
});

test('nothing is nothing, and what is no length of time is refused', () => {
  expect(minutesOfText(' ')).toBeNull();
  expect(minutesOfText('5:70')).toBeUndefined();
  expect(minutesOfText('soon')).toBeUndefined();
});

test('what is shown is read back as the same', () => {
  expect(minutesOfText(textOfMinutes(65))).toBe(65);
  expect(textOfMinutes(null)).toBe('');
});
