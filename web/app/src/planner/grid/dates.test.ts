import { describe, expect, it } from 'vitest';
import { readDate } from './dates';

const tour = ['2026-11-28', '2026-12-05', '2027-01-03'];
const read = (text: string) => {
  const reading = readDate(text, tour);
  return reading.ok ? reading.date : reading.why;
};

describe('dates as people write them', () => {
  it.each([
    ['2026-12-05', '2026-12-05'],
    ['5 Dec', '2026-12-05'],
    ['Sat 5 December 2026', '2026-12-05'],
    ['Sa, 5. Dez', '2026-12-05'],
    ['5. März 2027', '2027-03-05'],
    ['Dec 5', '2026-12-05'],
    ['December 5th, 2026', '2026-12-05'],
    ['5.12.', '2026-12-05'],
    ['05.12.2026', '2026-12-05'],
    ['5.12.26', '2026-12-05'],
    ['3 Jan', '2027-01-03'],
    ['28/11/2026', '2026-11-28'],
    ['11/28/2026', '2026-11-28'],
    ['5/12', '2026-12-05'],
    ['12/5', '2026-12-05'],
  ])('%j is %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it.each([
    ['', 'noDate'],
    ['soon', 'noDate'],
    ['31.2.2026', 'noDate'],
    ['5', 'noDate'],
    ['19:30', 'noDate'],
    ['7/8/2026', 'ambiguousDate'],
  ])('%j is refused as %s', (text, why) => {
    expect(read(text)).toBe(why);
  });

  it('of which both readings are on the tour are not guessed', () => {
    expect(readDate('5/12/2026', ['2026-12-05', '2026-05-12'])).toEqual({ ok: false, why: 'ambiguousDate' });
  });
});
