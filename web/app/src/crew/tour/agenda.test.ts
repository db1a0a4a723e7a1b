import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../time/zones';
import { aDay } from '../aDay.fixture';
import { matches, plain } from '../search';
import { agendaDay, found, inLegs } from './agenda';

beforeAll(loadTemporal);

function day(date: string, header: Record<string, unknown>) {
  const made = aDay(date, 'Europe/Berlin');
  Object.assign(made.sheet.header, header);
  return agendaDay(made.sheet);
}

const typed = (item_type: string) => ({ item_type: item_type as never });

const days = [
  day('2026-11-27', { city: 'Kraków', venue: 'Teatr Nowy', leg: 'East' }),
  day('2026-11-28', { city: 'Malmö', venue: 'Kajhallen', leg: 'North' }),
  day('2026-11-29', { city: 'Hamburg', leg: 'North' }),
  day('2026-11-30', { city: 'Warsaw', leg: 'East' }),
];

describe('the list of the tour', () => {
  it('keeps the dates in order and begins a leg anew after another', () => {
    expect(inLegs(days).map((leg) => [leg.name, leg.days.length])).toEqual([
      ['East', 1],
      ['North', 2],
      ['East', 1],
    ]);
    expect(inLegs([])).toEqual([]);
  });

  it('shows doors, stage and curfew of a show, and when another day begins', () => {
    const show = aDay('2026-11-29', 'Europe/Berlin')
      .item('Load-in', '08:00', typed('load_in'))
      .item('Doors', '19:00', typed('doors'))
      .item('Set', '21:00', typed('set'));
    expect(agendaDay(show.sheet).keys.map((key) => key.what)).toEqual(['doors', 'stage']);
    const prep = aDay('2026-11-29', 'Europe/Berlin').item('Load-in', '08:00', typed('load_in'));
    expect(agendaDay(prep.sheet).keys.map((key) => key.what)).toEqual(['loadIn']);
  });

  it('is found by city and venue, without marks and case', () => {
    expect(found(days, 'krakow').map((one) => one.city)).toEqual(['Kraków']);
    expect(found(days, 'KAJ malm').map((one) => one.city)).toEqual(['Malmö']);
    expect(found(days, 'nowhere')).toEqual([]);
    expect(found(days, ' ')).toHaveLength(4);
  });
});

describe('plain letters', () => {
  it('are the same for names that are written differently', () => {
    expect(plain('Straße Ø Łódź')).toBe('strasse o lodz');
    expect(matches('salam', ['سلام', 'Salām'])).toBe(true);
  });
});
