import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../../time/zones';
import { certaintyOf, clockChanges, doubts } from './clockChanges';
import { aWhen } from '../fixture';

beforeAll(loadTemporal);

describe('the nights of a show day', () => {
  it('an ordinary day has no change of the clocks', () => {
    expect(clockChanges('2026-11-29', 'Europe/Berlin')).toEqual([]);
    expect(clockChanges('2026-11-29', undefined)).toEqual([]);
  });

  it('a day before spring loses an hour of its night', () => {
    expect(clockChanges('2027-03-27', 'Europe/Berlin')).toEqual([
      { kind: 'skipped', from: 1440 + 120, to: 1440 + 180 },
    ]);
  });

  it('the date of the change loses it early in the morning', () => {
    expect(clockChanges('2027-03-28', 'Europe/Berlin')).toEqual([{ kind: 'skipped', from: 120, to: 180 }]);
  });

  it('a day before winter has an hour twice', () => {
    expect(clockChanges('2026-10-24', 'Europe/Berlin')).toEqual([
      { kind: 'repeated', from: 1440 + 120, to: 1440 + 180 },
    ]);
  });

  it('half an hour is half an hour', () => {
    expect(clockChanges('2026-10-03', 'Australia/Lord_Howe')).toEqual([
      { kind: 'skipped', from: 1440 + 120, to: 1440 + 150 },
    ]);
  });
});

describe('a time on such a night', () => {
  it.each([
    ['2027-03-27', '01:59+1', 'certain'],
    ['2027-03-27', '02:00+1', 'skipped'],
    ['2027-03-27', '02:30+1', 'skipped'],
    ['2027-03-27', '03:00+1', 'certain'],
    ['2026-10-24', '02:00+1', 'repeated'],
    ['2026-10-24', '02:59+1', 'repeated'],
    ['2026-10-24', '03:00+1', 'certain'],
  ])('on %s, %s is %s', (date, clock, certainty) => {
    expect(certaintyOf(date, clock, 'Europe/Berlin')).toBe(certainty);
  });

  it('is doubtful at its start, its end, or both', () => {
    expect(doubts('2026-10-24', aWhen('23:00-02:30+1'), 'Europe/Berlin')).toEqual([
      { kind: 'repeated', which: 'end', clock: '02:30+1' },
    ]);
    expect(doubts('2026-10-24', aWhen('02:10+1-02:30+1'), 'Europe/Berlin')).toHaveLength(2);
    expect(doubts('2026-10-24', null, 'Europe/Berlin')).toEqual([]);
  });
});
