import { beforeAll, expect, it } from 'vitest';
import { loadTemporal } from '../../time/zones';
import { drivesInto } from './drives';
import { leg, sheet } from './tour.fixture';

beforeAll(loadTemporal);

const before = (travel: unknown[]) =>
  sheet({ travel: travel as never }, { date: '2026-12-04', day: 'day-0', city: 'Kraków' });

it('a night drive belongs to the date on which it arrives', () => {
  const drives = drivesInto([before([leg()]), sheet()]);
  expect(drives.get('2026-12-05')).toMatchObject({ id: 'leg-1', on: '2026-12-04', km: 460, minutes: 320 });
  expect(drives.has('2026-12-04')).toBe(false);
});

it('without instants the clock says on which date', () => {
  const wall = leg({ arrive: { when: { precision: 'about', start: '07:00+1' } }, depart: {} });
  expect(drivesInto([before([wall]), sheet()]).has('2026-12-05')).toBe(true);
});

it('the party’s bus comes before a flight of some of them', () => {
  const flight = leg({ id: 'flight', mode: 'flight', party: 'A', drive_minutes: null, duration_minutes: 60 });
  expect(drivesInto([before([flight, leg()]), sheet()]).get('2026-12-05')?.id).toBe('leg-1');
  expect(drivesInto([before([flight]), sheet()]).get('2026-12-05')).toMatchObject({
    id: 'flight',
    whole: true,
  });
});

it('some who go elsewhere are not on the way to this date', () => {
  const away = leg({ party: 'A', arrive: { ...leg().arrive, place: { city: 'London' } } });
  expect(drivesInto([before([away]), sheet()]).size).toBe(0);
});

it('a cancelled leg brings nobody anywhere', () => {
  expect(drivesInto([before([leg({ status: 'cancelled' })]), sheet()]).size).toBe(0);
});
