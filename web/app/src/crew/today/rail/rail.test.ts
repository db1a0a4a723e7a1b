import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../../time/zones';
import { aDay, at, type ADay } from '../../aDay.fixture';
import { clockOn, hourText } from '../../faces';
import { BAND_HEIGHT, rail } from './rail';

const BERLIN = 'Europe/Berlin';
const WIDTH = 358;
const HOUR = 3_600_000;

beforeAll(loadTemporal);

function draw(day: ADay, now = 0) {
  const clock = clockOn(day.sheet, false, '24');
  return rail(day.sheet.schedule, now, WIDTH, {
    hour: (one) => hourText(one, clock),
    minutesPast: (one) => new Date(one).getUTCMinutes(),
    doors: 'Doors',
    stage: 'Stage',
    curfew: 'Curfew',
  });
}

const type = (item_type: string) => ({ item_type: item_type as never, key: true });
const show = () =>
  aDay('2026-11-27', BERLIN)
    .item('Load-in', '08:15-10:00', { departments: ['Trucks'] })
    .item('Doors', '19:30', type('doors'))
    .item('Hollow Coast', '21:15-22:45', type('set'))
    .item('Curfew', '23:00', type('curfew'))
    .item('Load-out', '23:15-01:15+1', { departments: ['Trucks'] });

describe('the rail', () => {
  it('runs from the full hour before the first row to the full hour after the last', () => {
    const drawn = draw(show());
    expect(drawn?.from).toBe(at('2026-11-27', '08:00', BERLIN));
    expect(drawn?.to).toBe(at('2026-11-28', '02:00', BERLIN));
    expect(drawn?.names.map((name) => name.text).toSorted()).toEqual([
      '02',
      '08',
      'Curfew',
      'Doors',
      'Stage',
    ]);
  });

  it('keeps every name on the line and apart from the others', () => {
    const names = draw(show())?.names.toSorted((a, b) => a.x - b.x) ?? [];
    for (const [n, name] of names.entries()) {
      expect(name.x).toBeGreaterThanOrEqual(0);
      expect(name.x).toBeLessThanOrEqual(WIDTH);
      const before = names[n - 1];
      if (before) expect(name.x).toBeGreaterThan(before.x);
    }
  });

  it('marks what is on as now, dims what is over and has a cursor only while the day runs', () => {
    const now = at('2026-11-27', '21:30', BERLIN);
    const drawn = draw(show(), now);
    expect(drawn?.blocks.filter((block) => block.look === 'now').map((block) => block.id)).toEqual([
      'Hollow Coast 21:15-22:45',
    ]);
    expect(drawn?.blocks[0]?.past).toBe(true);
    expect(drawn?.cursor).toBeCloseTo((13.5 / 18) * WIDTH);
    expect(draw(show(), now + 48 * HOUR)?.cursor).toBeUndefined();
  });

  it('puts what runs at once into lanes that fit its height', () => {
    const busy = aDay('2026-11-27', BERLIN);
    for (let n = 0; n < 40; n += 1) busy.item(`Row ${n}`, '10:00-12:00');
    const blocks = draw(busy)?.blocks ?? [];
    expect(blocks).toHaveLength(40);
    for (const block of blocks) expect(block.y + block.height).toBeLessThanOrEqual(14 + BAND_HEIGHT);
  });

  it('uses the whole height again after rows that overlap', () => {
    const day = aDay('2026-11-27', BERLIN)
      .item('A', '10:00-12:00')
      .item('B', '11:00-12:00')
      .item('C', '12:00-13:00');
    expect(draw(day)?.blocks.map((block) => block.height)).toEqual([9, 9, BAND_HEIGHT]);
  });

  it('is an hour longer in the night in which the clocks go back', () => {
    const night = aDay('2026-10-24', BERLIN).item('Load-out', '23:00-03:00+1');
    const block = draw(night)?.blocks[0];
    expect(block?.width).toBeCloseTo((5 / 6) * WIDTH - 1.5);
  });

  it('is not drawn for a day without times', () => {
    expect(draw(aDay('2026-11-27', BERLIN))).toBeUndefined();
    expect(draw(aDay('2026-11-27', BERLIN).item('Settlement', 'TBD'))).toBeUndefined();
    expect(draw(aDay('2026-11-27').item('Doors', '19:00'))).toBeUndefined();
  });
});
