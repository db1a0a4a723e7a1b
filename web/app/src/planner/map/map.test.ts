import { describe, expect, it } from 'vitest';
import { placeLabels, type Named } from './labels';
import { lineOf, pathOf } from './outline';
import { fit, inside, moved, place, unwrapped } from './project';
import { crowKm, itinerary, type MapDay } from './stops';

const hamburg = { lat: 53.55, lon: 9.99 };
const cologne = { lat: 50.94, lon: 6.96 };
const tokyo = { lat: 35.68, lon: 139.69 };
const losAngeles = { lat: 34.05, lon: -118.24 };

describe('a view', () => {
  it('shows everything it was fitted to, inside its margin', () => {
    const view = fit([hamburg, cologne, { lat: 52.23, lon: 21.01 }], 336, 208, 34);
    for (const position of [hamburg, cologne]) expect(inside(view, place(view, position), 33.9)).toBe(true);
  });

  it('of one town shows the country around it', () => {
    const view = fit([hamburg], 336, 208, 34);
    expect(view.east - view.west).toBeGreaterThan(4);
    expect(place(view, hamburg).x).toBeCloseTo(168);
  });

  it('crosses the Pacific rather than the rest of the world', () => {
    const view = fit([tokyo, losAngeles], 800, 400, 40);
    expect(view.east - view.west).toBeLessThan(130);
    expect(place(view, tokyo).x).toBeLessThan(place(view, losAngeles).x);
  });

  it('has north above', () => {
    const view = fit([hamburg, cologne], 336, 208, 34);
    expect(place(view, hamburg).y).toBeLessThan(place(view, cologne).y);
  });

  it('comes nearer around its middle, and follows a hand', () => {
    const view = fit([hamburg, cologne], 400, 300, 34);
    const near = moved(view, 2, 0, 0);
    expect((near.west + near.east) / 2).toBeCloseTo((view.west + view.east) / 2);
    expect(near.scale).toBeCloseTo(view.scale * 2);
    expect(place(moved(view, 1, 10, 5), hamburg).x).toBeCloseTo(place(view, hamburg).x + 10);
    expect(place(moved(view, 1, 10, 5), hamburg).y).toBeCloseTo(place(view, hamburg).y + 5);
  });
});

it('longitudes that lie together are not torn apart, and keep their values', () => {
  expect(unwrapped([-6.26, -1.5, 21.01])).toEqual([-6.26, -1.5, 21.01]);
  expect(unwrapped([179, -179])).toEqual([179, 181]);
});

describe('outlines', () => {
  const view = fit([{ lat: 0, lon: 0 }], 100, 100, 10);
  // A square of twenty degrees around the view, in steps of one degree.
  const square = lineOf([-10, -10, 20, 0, 0, 20, -20, 0, 0, -20], 1);

  it('around a view cover all of it', () => {
    const path = pathOf([square], view, true);
    const xs = [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((match) => Number(match[1]));
    expect(Math.min(...xs)).toBeLessThanOrEqual(0);
    expect(Math.max(...xs)).toBeGreaterThanOrEqual(100);
    expect(path.endsWith('Z')).toBe(true);
  });

  it('that run around a corner of the view keep that corner', () => {
    // East of the view, north-east of it, north of it: the corner between must not be cut.
    const corner = lineOf([0, 0, 10, 0, 0, 4, 0, 4, -4, 0, -6, 0, 0, -8], 1);
    const path = pathOf([corner], view, true);
    const points = [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]);
    expect(points.some(([x = 0, y = 0]) => x > 100 && y < 0)).toBe(true);
  });

  it('elsewhere are not drawn', () => {
    expect(pathOf([lineOf([100, 50, 2, 0, 0, 2], 1)], view, true)).toBe('');
  });

  it('are drawn on the other side of the date line too', () => {
    const pacific = fit(
      [
        { lat: 0, lon: 179 },
        { lat: 0, lon: -179 },
      ],
      100,
      100,
      10,
    );
    const east = lineOf([-179, -1, 1, 0, 0, 2, -1, 0, 0, -2], 1);
    expect(pathOf([east], pacific, true)).not.toBe('');
  });
});

const day = (
  date: string,
  city: string,
  position: MapDay['position'],
  more: Partial<MapDay> = {},
): MapDay => ({
  date,
  city,
  country: 'DE',
  type: 'show',
  problem: false,
  ...(position ? { position } : {}),
  ...more,
});

describe('the way of a tour', () => {
  const days = [
    day('2026-11-28', 'Hamburg', hamburg),
    day('2026-11-29', 'Hamburg', { lat: 53.56, lon: 9.98 }),
    day('2026-11-30', 'Nowhere', undefined),
    day('2026-12-01', 'Cologne', cologne),
    day('2026-12-02', 'Hamburg', hamburg, { problem: true }),
  ];

  it('has one stop for the days in one town, and names days without a position', () => {
    const { stops, nowhere } = itinerary(days, '2026-11-29');
    expect(stops.map((stop) => [stop.city, stop.dates.length])).toEqual([
      ['Hamburg', 2],
      ['Cologne', 1],
      ['Hamburg', 1],
    ]);
    expect(nowhere).toEqual(['2026-11-30']);
  });

  it('tells what is driven, what is to come, and what does not fit', () => {
    expect(itinerary(days, '2026-12-01').ways.map((way) => way.state)).toEqual(['past', 'problem']);
    expect(itinerary(days, '2026-11-29').ways.map((way) => way.state)).toEqual(['next', 'problem']);
  });

  it('counts the kilometres of a planned drive, else of the road, else as the crow flies', () => {
    const drive = { id: 'l', on: '', title: '', km: 425, whole: false, disputed: false };
    const [first] = itinerary([days[0]!, { ...days[3]!, drive }], '2026-11-29').ways;
    expect(first).toMatchObject({ km: 425, source: 'plan' });
    const [road] = itinerary(
      [days[0]!, { ...days[3]!, estimate: { km: 430, total_minutes: 300 } }],
      '2026-11-29',
    ).ways;
    expect(road).toMatchObject({ km: 430, source: 'estimate' });
    const known = { km: 441, total_minutes: 320, source: 'valhalla' as const };
    const [byEngine] = itinerary([days[0]!, { ...days[3]!, estimate: known }], '2026-11-29').ways;
    expect(byEngine).toMatchObject({ km: 441, source: 'valhalla' });
    const { km: _, ...unmeasured } = drive;
    const flight = { ...days[3]!, drive: { ...unmeasured, mode: 'flight' }, estimate: road! as never };
    expect(itinerary([days[0]!, flight], '2026-11-29').ways[0]?.source).toBe('crow');
    const [crow] = itinerary([days[0]!, days[3]!], '2026-11-29').ways;
    expect(crow?.source).toBe('crow');
    expect(crow?.km).toBeCloseTo(crowKm(hamburg, cologne));
    expect(Math.round(crowKm(hamburg, cologne))).toBe(356);
  });
});

const point = (name: string, x: number, y: number, weight = 0): Named => ({ name, x, y, weight });

describe('names on the map', () => {
  const size = { width: 300, height: 200 };
  it('do not cover each other', () => {
    const labels = placeLabels([point('Utrecht', 100, 100), point('Amsterdam', 104, 96)], [], size, 10);
    expect(labels.map((label) => label.anchor)).not.toEqual(['start', 'start']);
  });

  it('of less weight give way where there is no room', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => point(`Town ${n}`, 150, 100, n));
    const labels = placeLabels(crowd, [], size, 10);
    expect(labels.length).toBeLessThan(30);
    expect(labels[0]?.name ?? 'Town 29').toBe('Town 29');
  });

  it('stay inside the picture', () => {
    const [label] = placeLabels([point('Copenhagen', 295, 100)], [], size, 10);
    expect(label?.anchor).toBe('end');
  });

  it('prefer a side that no way crosses', () => {
    const line = { x1: 100, y1: 100, x2: 300, y2: 100 };
    const [label] = placeLabels([point('Cologne', 100, 100)], [line], size, 10);
    expect(label?.anchor).not.toBe('start');
  });
});
