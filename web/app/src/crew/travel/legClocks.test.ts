import { beforeAll, describe, expect, it } from 'vitest';
import type { TravelLeg } from '../../api/types';
import { loadTemporal } from '../../time/zones';
import { aDay } from '../aDay.fixture';
import { legClocks } from './legClocks';

beforeAll(loadTemporal);

const setting = { date: '2026-12-09', cycle: '24', tbd: 'TBD', home: undefined } as const;

function leg(depart: string, arrive: string, arriveZone?: string): TravelLeg {
  const [first] = aDay('2026-12-09', 'Europe/Paris').leg('Train', depart, arrive, arriveZone).sheet.travel;
  if (!first) throw new Error('no leg');
  return first;
}

describe('the clocks of a leg', () => {
  it('are those of each place, with the other beside it', () => {
    const clocks = legClocks(leg('10:13', '11:30', 'Europe/London'), setting);
    expect(clocks.depart.face.text).toBe('10:13');
    expect(clocks.depart.elsewhere).toEqual([
      { face: { text: '09:13', days: 0, precision: 'exact' }, place: 'London' },
    ]);
    expect(clocks.arrive.elsewhere[0]).toMatchObject({ face: { text: '12:30' }, place: 'Paris' });
  });

  it('are one where both ends have the same', () => {
    expect(legClocks(leg('10:13', '11:30'), setting).depart.elsewhere).toEqual([]);
    expect(legClocks(leg('10:13', '11:30', 'Europe/Berlin'), setting).depart.elsewhere).toEqual([]);
  });

  it('have the one at home when it is asked for, with its day', () => {
    const clocks = legClocks(leg('08:00', '09:00'), { ...setting, home: 'America/Los_Angeles' });
    expect(clocks.depart.elsewhere).toEqual([
      { face: { text: '23:00', days: -1, precision: 'exact' }, place: 'Los Angeles' },
    ]);
  });

  it('say nothing of an end whose time is not known', () => {
    const open = leg('10:00', '12:00', 'Europe/London');
    open.arrive = { ...open.arrive, when: { precision: 'tbd' }, instant: null };
    const clocks = legClocks(open, setting);
    expect(clocks.arrive).toEqual({ face: { text: 'TBD', days: 0, precision: 'tbd' }, elsewhere: [] });
  });
});
