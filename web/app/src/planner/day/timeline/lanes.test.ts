import { beforeAll, describe, expect, it } from 'vitest';
import type { ScheduleRow } from '../../../api/types';
import type { When } from '../../../time/clock';
import { loadTemporal } from '../../../time/zones';
import { aRow, aSheet } from '../fixture';
import { departmentsOf, place, rangeOf, type LaneMode } from './lanes';

beforeAll(loadTemporal);

const own = (row: ScheduleRow) => (row.when ?? null) as When | null;

/** `title: column lane/lanes` for each placed row. */
function laid(rows: ScheduleRow[], mode: LaneMode = 'overlap'): string[] {
  return place(aSheet(rows), mode, own).map(
    (one) => `${one.row.title}: ${one.column} ${one.lane}/${one.lanes}`,
  );
}

describe('lanes', () => {
  it('what follows each other shares one', () => {
    expect(laid([aRow('a', '10:00-11:00'), aRow('b', '11:00-12:00')])).toEqual(['a: 0 0/1', 'b: 0 0/1']);
  });

  it('what meets stands side by side, and only there', () => {
    const rows = [
      aRow('a', '10:00-12:00'),
      aRow('b', '11:00-13:00'),
      aRow('c', '12:00-13:00'),
      aRow('d', '14:00'),
    ];
    expect(laid(rows)).toEqual(['a: 0 0/2', 'b: 0 1/2', 'c: 0 0/2', 'd: 0 0/1']);
  });

  it('a moment is long enough to be read, so two of them within minutes stand side by side', () => {
    expect(laid([aRow('a', '10:00'), aRow('b', '10:10')])).toEqual(['a: 0 0/2', 'b: 0 1/2']);
    expect(laid([aRow('a', '10:00'), aRow('b', '10:20')])).toEqual(['a: 0 0/1', 'b: 0 0/1']);
  });

  it('by department, everyone is first', () => {
    const rows = [
      aRow('a', '10:00-12:00', { departments: ['Video'] }),
      aRow('b', '10:00-12:00'),
      aRow('c', '10:00-12:00', { departments: ['Audio', 'Video'] }),
    ];
    expect(departmentsOf(rows)).toEqual(['', 'Audio', 'Video']);
    expect(laid(rows, 'department')).toEqual(['b: 0 0/1', 'c: 1 0/1', 'a: 2 0/1']);
  });

  it('what has no time has no place', () => {
    const tbd = aRow('a', null, { when: { precision: 'tbd', sort: '10:00' } });
    expect(laid([tbd, aRow('b', null)])).toEqual([]);
  });
});

describe('a row with a zone of its own', () => {
  it('stands where its time is on the clock of the day', () => {
    const flight = aRow('flight', '09:00-10:00', { zone: { name: 'Europe/London' } });
    const [one] = place(aSheet([flight]), 'overlap', own);
    expect([one?.start, one?.end]).toEqual([600, 660]);
  });
});

describe('the length of a timeline', () => {
  it('has whole hours and an hour to spare on both sides', () => {
    expect(rangeOf([{ start: 450, end: 500 }])).toEqual({ from: 360, to: 600 });
    expect(rangeOf([{ start: 450, end: 1530 }])).toEqual({ from: 360, to: 1620 });
  });

  it('never leaves the show day', () => {
    expect(rangeOf([{ start: 10, end: 4319 }])).toEqual({ from: 0, to: 4320 });
  });

  it('of an empty day is a day', () => {
    expect(rangeOf([])).toEqual({ from: 480, to: 1440 });
  });
});
