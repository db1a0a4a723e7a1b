// The outlines of land and borders for the map, taken from Natural Earth (public domain) while the app is built:
// simplified to what a tour's map can show, so that a desk fetches 75 KB once instead of tiles for ever.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh, type Topology } from 'topojson-client';
import type { Plugin } from 'vite';

const NAME = 'virtual:land';
/** Degrees: about two kilometres, which is less than a pixel for all but the smallest tours. */
const STEP = 0.02;
/** Islands of fewer points would be specks. */
const RING_POINTS_MIN = 4;
const LAT_MIN = -60;

type Point = readonly [lon: number, lat: number];

export function land(): Plugin {
  const resolved = `\0${NAME}`;
  return {
    name: 'land',
    resolveId: (id) => (id === NAME ? resolved : undefined),
    load(id) {
      if (id !== resolved) return undefined;
      const text = JSON.stringify(outlines());
      return `export const step = ${STEP}; export const { land, borders } = JSON.parse(${JSON.stringify(text)});`;
    },
  };
}

function outlines(): { land: number[][]; borders: number[][] } {
  const require = createRequire(import.meta.url);
  const atlas = (file: string) =>
    JSON.parse(readFileSync(require.resolve(`world-atlas/${file}`), 'utf8')) as Topology;
  const world = atlas('land-50m.json');
  const countries = atlas('countries-50m.json');
  const polygons = feature(world, world.objects.land).features.flatMap(
    ({ geometry }) => geometry.coordinates,
  );
  // Nobody tours Antarctica, and it alone goes all around the world.
  const rings = polygons.flat().filter((ring) => ring.some(([, lat]) => lat > LAT_MIN));
  const borders = mesh(countries, countries.objects.countries, (a, b) => a !== b).coordinates;
  return { land: encoded(rings, RING_POINTS_MIN), borders: encoded(borders, 2) };
}

/** Each line as steps from one point to the next, in whole steps of the grid. */
function encoded(lines: readonly (readonly Point[])[], pointsMin: number): number[][] {
  return lines
    .map((line) => steps(simplified(unbroken(line))))
    .filter((line) => line.length >= 2 * pointsMin);
}

/** The line where it crosses the date line without the jump from 180 to -180. */
function unbroken(line: readonly Point[]): Point[] {
  let turn = 0;
  return line.map(([lon, lat], at) => {
    const before = line[at - 1]?.[0] ?? lon;
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    return [lon + turn, lat];
  });
}

function steps(line: readonly Point[]): number[] {
  const out: number[] = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of line) {
    const [toX, toY] = [Math.round(lon / STEP), Math.round(lat / STEP)];
    if (out.length > 0 && toX === x && toY === y) continue;
    out.push(toX - x, toY - y);
    [x, y] = [toX, toY];
  }
  return out;
}

/** The line without points that lie within a step of it: Ramer, Douglas and Peucker. */
function simplified(line: readonly Point[]): Point[] {
  const keep = new Set([0, line.length - 1]);
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    let [far, at] = [0, -1];
    for (let i = from + 1; i < to; i += 1) {
      const distance = offLine(line[i]!, line[from]!, line[to]!);
      if (distance > far) [far, at] = [distance, i];
    }
    if (far <= STEP) continue;
    keep.add(at);
    stack.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep.has(i));
}

function offLine([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(x - fromX, y - fromY);
  return Math.abs(dy * (x - fromX) - dx * (y - fromY)) / length;
}
