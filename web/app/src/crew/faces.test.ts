import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../time/zones';
import { aDay } from './aDay.fixture';
import { clockOn, endFace, hourText, startFace, wallFace } from './faces';

const BERLIN = 'Europe/Berlin';
const ANGELES = 'America/Los_Angeles';

beforeAll(loadTemporal);

const first = (day: ReturnType<typeof aDay>) => day.sheet.schedule[0];

describe('a time in its column', () => {
  it('is the wall clock of the sheet, with the night beside it', () => {
    const day = aDay('2026-11-27', BERLIN, ANGELES).item('Bus call', '01:30+1');
    const face = startFace(first(day), clockOn(day.sheet, false, '24'), 'TBD');
    expect(face).toEqual({ text: '01:30', days: 1, precision: 'exact' });
  });

  it('is all at home when home is chosen, with the day before marked', () => {
    const day = aDay('2026-11-27', BERLIN, ANGELES).item('Load-in', '08:00-09:30');
    const clock = clockOn(day.sheet, true, '12');
    expect(startFace(first(day), clock, 'TBD')).toEqual({ text: '11:00 pm', days: -1, precision: 'exact' });
    expect(endFace(first(day), clock)).toEqual({ text: '12:30 am', days: 0, precision: 'exact' });
  });

  it('brings a row of another zone to the clock of the column', () => {
    const day = aDay('2026-11-27', BERLIN).item('Call with London', '15:00', {
      instant: '2026-11-27T15:00:00Z',
      zone: { name: 'Europe/London' } as never,
    });
    expect(startFace(first(day), clockOn(day.sheet, false, '24'), 'TBD').text).toBe('16:00');
  });

  it('is what the paper says where the day has no zone', () => {
    const day = aDay('2026-11-27', undefined, ANGELES).item('Doors', '19:00');
    expect(startFace(first(day), clockOn(day.sheet, true, '24'), 'TBD').text).toBe('19:00');
  });

  it('is a word where it is not known, and never 00:00', () => {
    const day = aDay('2026-11-27', BERLIN).item('Settlement', 'TBD').item('Walk', '10:00');
    const clock = clockOn(day.sheet, false, '24');
    expect(startFace(first(day), clock, 'TBD')).toEqual({ text: 'TBD', days: 0, precision: 'tbd' });
    expect(startFace({ when: { precision: 'hidden', sort: '10:00' } }, clock, 'TBD').text).toBe('');
    expect(startFace({ when: null }, clock, 'TBD').text).toBe('');
  });

  it('has no end where it ends when it begins', () => {
    const day = aDay('2026-11-27', BERLIN).item('Doors', '19:00-19:00');
    expect(endFace(first(day), clockOn(day.sheet, false, '24'))).toBeUndefined();
  });

  it('shows both half past twos of the night in which the clocks go back, and one at home', () => {
    const day = aDay('2026-10-24', BERLIN, 'Europe/London')
      .item('Load-out', '02:30+1', { fold: 'first' })
      .item('Bus call', '02:30+1', { fold: 'second' });
    const texts = (home: boolean) =>
      day.sheet.schedule.map((row) => startFace(row, clockOn(day.sheet, home, '24'), 'TBD').text);
    expect(texts(false)).toEqual(['02:30', '02:30']);
    expect(texts(true)).toEqual(['01:30', '01:30']);
  });
});

describe('an old time', () => {
  it('follows the column to the other clock', () => {
    const day = aDay('2026-11-27', BERLIN, ANGELES);
    expect(wallFace(19 * 60, clockOn(day.sheet, false, '24')).text).toBe('19:00');
    expect(wallFace(19 * 60, clockOn(day.sheet, true, '24')).text).toBe('10:00');
  });
});

describe('an hour at the end of the rail', () => {
  it('is short in both ways of writing', () => {
    const day = aDay('2026-11-27', BERLIN);
    const at = Date.parse('2026-11-28T01:00:00Z');
    expect(hourText(at, clockOn(day.sheet, false, '24'))).toBe('02');
    expect(hourText(at, clockOn(day.sheet, false, '12'))).toBe('2 am');
  });
});
