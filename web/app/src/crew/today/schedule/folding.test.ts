import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../../time/zones';
import { aDay, at } from '../../aDay.fixture';
import { folding, phaseOf } from './folding';

const BERLIN = 'Europe/Berlin';
const clock = (time: string) => at('2026-11-27', time, BERLIN);

beforeAll(loadTemporal);

const day = () =>
  aDay('2026-11-27', BERLIN)
    .item('Catering', '07:00-20:00')
    .item('Load-in', '08:00-10:00')
    .item('Rigging call', '08:30')
    .item('Settlement', 'TBD')
    .item('Lunch', '13:00-14:00')
    .item('Soundcheck', '16:00-17:30')
    .item('Bus call', '01:30+1');

const titles = (rows: readonly { title: string }[]) => rows.map((row) => row.title);

describe('folding', () => {
  it('folds what is over, but for the row that was over last', () => {
    expect(titles(folding(day().sheet.schedule, clock('14:30')).folded)).toEqual(['Load-in', 'Rigging call']);
  });

  it('never folds what runs or has no time', () => {
    const { phases, folded } = folding(day().sheet.schedule, clock('16:00'));
    expect(phases.get('Catering 07:00-20:00')).toBe('now');
    expect(phases.get('Settlement TBD')).toBe('open');
    expect(titles(folded)).not.toContain('Settlement');
  });

  it('folds nothing before the day begins, nor a single row, nor when everything is over', () => {
    expect(folding(day().sheet.schedule, clock('06:00')).folded).toEqual([]);
    expect(folding(day().sheet.schedule, clock('10:00')).folded).toEqual([]);
    expect(folding(day().sheet.schedule, clock('02:00+1')).folded).toEqual([]);
  });

  it('is nothing on an empty day', () => {
    expect(folding([], clock('12:00')).folded).toEqual([]);
  });

  it('counts a moment as over after its minute', () => {
    const [row] = aDay('2026-11-27', BERLIN).item('Doors', '19:00').sheet.schedule;
    expect(row && phaseOf(row, clock('19:00'))).toBe('now');
    expect(row && phaseOf(row, clock('19:01'))).toBe('past');
  });
});
