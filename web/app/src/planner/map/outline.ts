// Outlines as paths of a view. Only what can be seen is drawn, and no finer than a pixel.

import { mercatorY, type View } from './project';

/** A line on the ground in the projection's own degrees, with its bounds. */
export interface Line {
  xs: Float32Array;
  ys: Float32Array;
  west: number;
  east: number;
  south: number;
  north: number;
}

/** Unfolds a line of steps. */
export function lineOf(steps: readonly number[], step: number): Line {
  const n = steps.length / 2;
  const line: Line = {
    xs: new Float32Array(n),
    ys: new Float32Array(n),
    west: Infinity,
    east: -Infinity,
    south: Infinity,
    north: -Infinity,
  };
  let [lon, lat] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    lon += steps[2 * i] ?? 0;
    lat += steps[2 * i + 1] ?? 0;
    const [x, y] = [lon * step, mercatorY(lat * step)];
    line.xs[i] = x;
    line.ys[i] = y;
    line.west = Math.min(line.west, x);
    line.east = Math.max(line.east, x);
    line.south = Math.min(line.south, y);
    line.north = Math.max(line.north, y);
  }
  return line;
}

/** Around the view, so that thick lines do not end at its edge. */
const MARGIN_PX = 4;
const POINT_PX_MIN = 0.6;

/** A path of every line that the view shows. The world goes on past the date line, so each is tried thrice. */
export function pathOf(lines: readonly Line[], view: View, closed: boolean): string {
  const parts: string[] = [];
  const [west, east] = [view.west - MARGIN_PX / view.scale, view.east + MARGIN_PX / view.scale];
  const [south, north] = [view.south - MARGIN_PX / view.scale, view.north + MARGIN_PX / view.scale];
  for (const line of lines) {
    if (line.north < south || line.south > north) continue;
    for (const turn of [-360, 0, 360]) {
      if (line.east + turn < west || line.west + turn > east) continue;
      const path = partOf(line, turn, { west, east, south, north }, view);
      if (path) parts.push(closed ? `${path}Z` : path);
    }
  }
  return parts.join('');
}

interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** On which sides of a box a point lies outside, as bits. */
function outside(x: number, y: number, box: Box): number {
  return (x < box.west ? 1 : 0) | (x > box.east ? 2 : 0) | (y < box.south ? 4 : 0) | (y > box.north ? 8 : 0);
}

/** A line without what runs beyond one side of the box: only the ends of such a run are kept, so that areas hold. */
function partOf({ xs, ys }: Line, turn: number, box: Box, view: View): string {
  let path = '';
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  const draw = (i: number) => {
    const x = Math.round(((xs[i] ?? 0) + turn - view.west) * view.scale * 10) / 10;
    const y = Math.round((view.north - (ys[i] ?? 0)) * view.scale * 10) / 10;
    if (Math.abs(x - lastX) < POINT_PX_MIN && Math.abs(y - lastY) < POINT_PX_MIN) return;
    path += `${path === '' ? 'M' : 'L'}${x},${y}`;
    [lastX, lastY] = [x, y];
  };
  // The sides beyond which the whole run so far lies, and its last point.
  let [sides, end] = [0, -1];
  for (let i = 0; i < xs.length; i += 1) {
    const side = outside((xs[i] ?? 0) + turn, ys[i] ?? 0, box);
    if ((sides & side) !== 0) {
      sides &= side;
      end = i;
      continue;
    }
    if (end >= 0) draw(end);
    draw(i);
    [sides, end] = [side, -1];
  }
  if (end >= 0) draw(end);
  return path;
}
