import { describe, expect, it } from 'vitest';
import { keyOf } from './questions';

describe('the key of a question', () => {
  it.each([
    ['Fog machine allowed?', 'fog_machine_allowed'],
    ['Größe der Bühne', 'grosse_der_buhne'],
    ['2nd load-in door', 'nd_load_in_door'],
    ['楽屋', 'question'],
    ['x'.repeat(80), 'x'.repeat(36)],
  ])('is made of its words: %s', (label, key) => {
    expect(keyOf(label, new Set())).toBe(key);
    expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
  });

  it('is another one where the sheet asks that already', () => {
    expect(keyOf('Haze', new Set(['haze', 'haze_2']))).toBe('haze_3');
  });
});
