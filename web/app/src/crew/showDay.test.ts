import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../time/zones';
import { aDay, at, type ADay } from './aDay.fixture';
import { dayOn, sheetOver, type ShowDay } from './showDay';

const BERLIN = 'Europe/Berlin';

beforeAll(loadTemporal);

function days(...made: ADay[]): ShowDay[] {
  return made.map(({ sheet }) => ({
    date: sheet.header.date,
    zone: sheet.header.zone?.name,
    over: () => sheetOver(sheet),
  }));
}

const friday = () => aDay('2026-11-27', BERLIN).item('Doors', '19:00').item('Bus call', '01:30+1');
const saturday = () => aDay('2026-11-28', BERLIN).item('Load-in', '09:00-11:00');

describe('the show day that is on', () => {
  it('is the date of the evening before until the bus call', () => {
    const tour = days(friday(), saturday());
    expect(dayOn(tour, at('2026-11-28', '00:10', BERLIN), BERLIN).date).toBe('2026-11-27');
    expect(dayOn(tour, at('2026-11-28', '01:30', BERLIN), BERLIN).date).toBe('2026-11-27');
    expect(dayOn(tour, at('2026-11-28', '01:31', BERLIN), BERLIN).date).toBe('2026-11-28');
  });

  it('is the new date at midnight where nothing is left on the old sheet', () => {
    const early = aDay('2026-11-27', BERLIN).item('Curfew', '22:00');
    expect(dayOn(days(early, saturday()), at('2026-11-28', '00:01', BERLIN), BERLIN).date).toBe('2026-11-28');
  });

  it('is the new date from six in the morning, however long the old sheet runs', () => {
    const long = aDay('2026-11-27', BERLIN).item('Load-out', '23:00-09:00+1');
    const tour = days(long, saturday());
    expect(dayOn(tour, at('2026-11-28', '05:59', BERLIN), BERLIN).date).toBe('2026-11-27');
    expect(dayOn(tour, at('2026-11-28', '06:00', BERLIN), BERLIN).date).toBe('2026-11-28');
  });

  it('is not kept by the drive through the night', () => {
    const drive = aDay('2026-11-27', BERLIN).item('Bus call', '01:00+1').leg('Bus', '01:00+1', '08:00+1');
    expect(dayOn(days(drive, saturday()), at('2026-11-28', '02:00', BERLIN), BERLIN).date).toBe('2026-11-28');
  });

  it('is kept by a departure that has no row of its own', () => {
    const leaves = aDay('2026-11-27', BERLIN).item('Curfew', '23:00').leg('Bus', '02:30+1', '08:00+1');
    expect(dayOn(days(leaves, saturday()), at('2026-11-28', '02:00', BERLIN), BERLIN).date).toBe(
      '2026-11-27',
    );
  });

  it('is kept through the hour that comes twice', () => {
    const night = aDay('2026-10-24', BERLIN).item('Bus call', '02:30+1', { fold: 'second' });
    const tour = days(night, aDay('2026-10-25', BERLIN));
    const first = at('2026-10-25', '02:45', BERLIN, 'first');
    expect(dayOn(tour, first, BERLIN).date).toBe('2026-10-24');
    expect(dayOn(tour, first + 3_600_000, BERLIN).date).toBe('2026-10-25');
  });

  it('is told in the zone of the nearest day, not in that of the device', () => {
    const tokyo = aDay('2026-11-28', 'Asia/Tokyo').item('Doors', '18:00');
    const now = at('2026-11-28', '07:00', 'Asia/Tokyo');
    expect(dayOn(days(tokyo), now, 'America/Los_Angeles').date).toBe('2026-11-28');
  });

  it('says so where the tour has no such date, and which is nearest', () => {
    const tour = days(friday(), aDay('2026-12-05', BERLIN));
    const noon = at('2026-12-01', '10:00', BERLIN);
    expect(dayOn(tour, noon, BERLIN)).toEqual({ date: '2026-12-01', planned: false, nearest: '2026-11-27' });
  });

  it('is the date of the device on a tour without dates', () => {
    expect(dayOn([], at('2026-12-01', '10:00', BERLIN), BERLIN)).toEqual({
      date: '2026-12-01',
      planned: false,
      nearest: undefined,
    });
  });

  it('ignores rows without a time', () => {
    expect(sheetOver(aDay('2026-11-27', BERLIN).item('Settlement', 'TBD').sheet)).toBeUndefined();
  });
});
