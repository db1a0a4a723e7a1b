import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../time/zones';
import { aDay, at } from './aDay.fixture';
import { minutesUntil, progress, standing } from './standing';
import { timedOn, underway } from './timed';

const BERLIN = 'Europe/Berlin';
const DATE = '2026-11-27';
const clock = (time: string, fold?: 'first' | 'second') => at(DATE, time, BERLIN, fold);

beforeAll(loadTemporal);

const titles = (ones: readonly { title: string }[]) => ones.map((one) => one.title);

describe('what is on', () => {
  const day = () =>
    aDay(DATE, BERLIN)
      .item('Catering', '12:00-20:00')
      .item('Soundcheck', '16:00-17:30')
      .item('Doors', '19:00')
      .item('Settlement', 'TBD')
      .item('Signing', '19:00')
      .item('Bus call', '01:30+1');

  it('shows what began last first, with what has been open all day below', () => {
    expect(titles(standing(timedOn(day().sheet), clock('16:10')).running)).toEqual([
      'Soundcheck',
      'Catering',
    ]);
  });

  it('ends at its end, to the minute', () => {
    const timed = timedOn(day().sheet);
    expect(titles(standing(timed, clock('17:29')).running)).toContain('Soundcheck');
    expect(titles(standing(timed, clock('17:30')).running)).not.toContain('Soundcheck');
  });

  it('counts a moment for its minute only, and names it while nothing is on', () => {
    const timed = timedOn(aDay(DATE, BERLIN).item('Doors', '19:00').item('Set', '20:00-21:00').sheet);
    expect(titles(standing(timed, clock('19:00')).running)).toEqual(['Doors']);
    const between = standing(timed, clock('19:10'));
    expect(between.running).toEqual([]);
    expect(between.last?.title).toBe('Doors');
    expect(minutesUntil(between.next[0]?.start ?? 0, clock('19:10'))).toBe(50);
  });

  it('has everything next that begins at the same minute', () => {
    expect(titles(standing(timedOn(day().sheet), clock('18:00')).next)).toEqual(['Doors', 'Signing']);
  });

  it('goes on past midnight and ends with the last row', () => {
    const timed = timedOn(day().sheet);
    expect(titles(standing(timed, clock('00:30+1')).next)).toEqual(['Bus call']);
    expect(standing(timed, clock('01:31+1')).next).toEqual([]);
  });

  it('tells the two half past twos of a night apart', () => {
    const night = aDay('2026-10-24', BERLIN)
      .item('Load-out', '02:30+1', { fold: 'first' })
      .item('Bus call', '02:30+1', { fold: 'second' });
    const first = at('2026-10-25', '02:30', BERLIN, 'first');
    const now = standing(timedOn(night.sheet), first);
    expect(titles(now.running)).toEqual(['Load-out']);
    expect(minutesUntil(now.next[0]?.start ?? 0, first)).toBe(60);
  });

  it('is nothing on an empty day', () => {
    expect(standing([], clock('12:00'))).toEqual({ running: [], next: [], last: undefined });
  });

  it('keeps its order with forty rows at once', () => {
    const long = aDay(DATE, BERLIN);
    for (let n = 0; n < 40; n += 1) long.item(`Row ${n}`, `1${n % 10}:${n < 10 ? '00' : '30'}-23:00`);
    const now = standing(timedOn(long.sheet), clock('19:45'));
    expect(now.running).toHaveLength(40);
    expect(now.running[0]?.start).toBe(clock('19:30'));
  });
});

describe('travel', () => {
  it('stands beside the schedule, once where a row says that the bus leaves', () => {
    const day = aDay(DATE, BERLIN).leg('Bus', '01:30+1', '07:00+1');
    expect(titles(timedOn(day.sheet))).toEqual(['Bus']);
    day.item('Bus call', '01:30+1', { item_type: 'bus_call' as never });
    expect(titles(timedOn(day.sheet))).toEqual(['Bus call']);
  });

  it('is under way from the evening before until it arrives', () => {
    const { sheet } = aDay(DATE, BERLIN).leg('Bus', '01:30+1', '07:00+1');
    expect(titles(underway(sheet, clock('03:00+1')))).toEqual(['Bus']);
    expect(underway(sheet, clock('07:00+1'))).toEqual([]);
    expect(underway(undefined, clock('07:00+1'))).toEqual([]);
  });
});

describe('progress', () => {
  it('runs from 0 to 100, and a moment has none', () => {
    const [set] = timedOn(aDay(DATE, BERLIN).item('Set', '20:00-21:00').sheet);
    const [doors] = timedOn(aDay(DATE, BERLIN).item('Doors', '19:00').sheet);
    expect(set && progress(set, clock('20:15'))).toBe(25);
    expect(set && progress(set, clock('22:00'))).toBe(100);
    expect(doors && progress(doors, clock('19:00'))).toBeUndefined();
  });
});
