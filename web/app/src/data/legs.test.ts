import { beforeAll, expect, test } from 'vitest';
import type { DaySheet, TravelLeg } from '../api/types';
import { loadTemporal } from '../time/zones';
import { legWith, newLeg } from './legs';

beforeAll(loadTemporal);

const sheet = { header: { date: '2026-11-27', zone: { name: 'Europe/Paris' } } } as unknown as DaySheet;
const names = new Map([['ida', 'Ida Brandt']]);
const nameOf = (id: string) => names.get(id);

function tunnel(fields: Record<string, unknown> = {}): TravelLeg {
  const from = { city: 'Paris', zone: 'Europe/Paris' };
  const to = { city: 'London', zone: 'Europe/London' };
  const depart = { precision: 'exact', start: '10:00' };
  const arrive = { precision: 'exact', start: '12:30' };
  return newLeg(sheet, 'leg', { mode: 'bus', from, to, depart, arrive, ...fields }, nameOf);
}

test('a leg lasts as long as lies between its instants, not its clocks', () => {
  expect(tunnel().duration_minutes).toBe(3 * 60 + 30);
  expect(tunnel().arrive.instant).toBe('2026-11-27T12:30:00.000Z');
});

test('an arrival after midnight is counted from the same show day', () => {
  const night = { precision: 'about', start: '02:00+1' };
  expect(tunnel({ arrive: night }).arrive.instant).toBe('2026-11-28T02:00:00.000Z');
});

test('an arrival before the departure lasts nothing that could be said', () => {
  expect(tunnel({ arrive: { precision: 'exact', start: '07:00' } }).duration_minutes).toBeNull();
});

test('a zone of its own counts before the zone of the place and that before the zone of the day', () => {
  expect(tunnel({ arrive_zone: 'Europe/Dublin' }).arrive.zone?.name).toBe('Europe/Dublin');
  expect(tunnel({ from: { city: 'Paris' } }).depart.zone?.name).toBe('Europe/Paris');
  expect(tunnel({ to: { city: 'Lille' } }).arrive.zone?.name).toBe('Europe/Paris');
});

test('changing one end leaves the other as it is', () => {
  const before = tunnel();
  const after = legWith(sheet, before, { arrive: { precision: 'exact', start: '13:00' } }, nameOf);
  expect(after.depart).toBe(before.depart);
  expect(after.arrive.name).toBe('London');
  expect(after.duration_minutes).toBe(4 * 60);
});

test('people are shown by name', () => {
  expect(tunnel({ people: ['ida', 'nobody'] }).people).toEqual(['Ida Brandt', 'nobody']);
});
