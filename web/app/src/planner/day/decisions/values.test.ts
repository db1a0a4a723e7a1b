import { describe, expect, it } from 'vitest';
import { aWhen } from '../fixture';
import { formOf, valueIn } from './values';

describe('the form of another value', () => {
  it.each([
    [[aWhen('19:30'), null], 'when'],
    [['Dock 1', 'Dock 2'], 'line'],
    [['Dock 1', 'Ring\ntwice'], 'text'],
    [['x'.repeat(81)], 'text'],
    [[12, 14], 'number'],
    [[['Audio'], ['Video']], 'lines'],
    [[true, false], undefined],
    [[{ city: 'Hamburg' }, null], undefined],
    [['01a22688-4f2b-7d11-b3fe-14e948ea941b'], undefined],
    [[null], undefined],
  ])('of %j is %s', (values, form) => {
    expect(formOf(values)).toBe(form);
  });

  it('comes to a value, or to none yet', () => {
    expect(valueIn('number', ' 12 ')).toBe(12);
    expect(valueIn('number', 'twelve')).toBeUndefined();
    expect(valueIn('line', ' ')).toBeUndefined();
    expect(valueIn('lines', 'Audio, Video')).toEqual(['Audio', 'Video']);
  });
});
