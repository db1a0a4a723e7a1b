import { describe, expect, it } from 'vitest';
import type { When } from './clock';
import { marked, spanText, typedText } from './format';
import { readWhen } from './parse';

const words = { tbd: 'TBD', about: (time: string) => `about ${time}` };
const late: When = { precision: 'exact', start: '23:15', end: '01:00+1' };

describe('a whole time', () => {
  it.each([
    [late, '24', '23:15–01:00 +1'],
    [late, '12', '11:15 pm–1:00 am +1'],
    [{ precision: 'exact', start: '19:30' }, '24', '19:30'],
    [{ precision: 'exact', start: '19:30', end: '19:30' }, '24', '19:30'],
    [{ precision: 'about', start: '19:30', end: '20:00' }, '24', 'about 19:30–20:00'],
    [{ precision: 'tbd', sort: '19:30' }, '24', 'TBD'],
    [{ precision: 'hidden', sort: '19:30' }, '24', ''],
    [null, '24', ''],
  ] as const)('%j on %s hours is %s', (when, cycle, text) => {
    expect(spanText(when, cycle, words)).toBe(text);
  });

  it('says on which night a clock is', () => {
    expect(marked(90, '24')).toBe('01:30');
    expect(marked(1530, '24')).toBe('01:30 +1');
    expect(marked(2970, '12')).toBe('1:30 am +2');
  });

  it('is written so that it reads back, on either clock', () => {
    const whens: When[] = [
      late,
      { precision: 'about', start: '19:00' },
      { precision: 'exact', start: '00:30+1', end: '01:30+1' },
      { precision: 'tbd' },
    ];
    for (const when of whens) {
      for (const cycle of ['12', '24'] as const) {
        const reading = readWhen(typedText(when, cycle));
        expect(reading.ok && reading.when).toEqual(when);
      }
    }
  });
});
