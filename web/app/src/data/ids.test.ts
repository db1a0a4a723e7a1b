import { expect, test } from 'vitest';
import { newId } from './ids';

test('ids that are made later sort later, and no two are alike', () => {
  const ids = [1, 2, 2 ** 32, 1_800_000_000_000, 1_800_000_000_001].map((at) => newId(at));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => newId(7))).size).toBe(1000);
});

test('an id says that it is a UUIDv7 made at its time', () => {
  const id = newId(1_796_000_000_123);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_796_000_000_123);
});
