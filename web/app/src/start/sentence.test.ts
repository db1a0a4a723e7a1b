import { expect, test } from 'vitest';
import { sentence } from './sentence';

test("the server's word becomes a sentence", () => {
  expect(sentence('this takes the level `manage` in the audience')).toBe(
    'This takes the level “manage” in the audience.',
  );
});

test('what is a sentence already stays one', () => {
  expect(sentence('Nothing here.')).toBe('Nothing here.');
  expect(sentence('')).toBe('');
});
