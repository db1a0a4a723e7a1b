// From positions to points of a picture: Mercator, which keeps north up and towns in their shape, fitted to what is
// to be seen.

export interface Position {
  lat: number;
  lon: number;
}

/** What a picture shows: its edges in degrees of the projection, and pixels for each of them. */
export interface View {
  west: number;
  east: number;
  south: number;
  north: number;
  scale: number;
  width: number;
  height: number;
}

const LAT_MAX = 84;
/** One town alone is shown with the country around it. */
const DEGREES_MIN = 5;

/** A latitude as Mercator spreads it, in the same degrees as longitudes. */
export function mercatorY(lat: number): number {
  const bound = Math.min(Math.max(lat, -LAT_MAX), LAT_MAX) * (Math.PI / 180);
  return (Math.log(Math.tan(Math.PI / 4 + bound / 2)) * 180) / Math.PI;
}

/** Longitudes that belong together, also across the date line: each turned to lie nearest to the others. */
export function unwrapped(lons: readonly number[]): number[] {
  const sorted = [...new Set(lons)].toSorted((a, b) => a - b);
  // The world is cut where there is most room between two of them.
  let [gap, start] = [-1, sorted[0] ?? 0];
  sorted.forEach((lon, at) => {
    const before = at === 0 ? (sorted.at(-1) ?? 0) - 360 : (sorted[at - 1] ?? 0);
    if (lon - before > gap) [gap, start] = [lon - before, lon];
  });
  return lons.map((lon) => (lon < start ? lon + 360 : lon));
}

/** The smallest view of a size that shows all positions, with room around them for names. */
export function fit(positions: readonly Position[], width: number, height: number, margin: number): View {
  const lons = unwrapped(positions.map((position) => position.lon));
  const ys = positions.map((position) => mercatorY(position.lat));
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const inner = (length: number) => Math.max(1, length - 2 * margin);
  const across = Math.max(east - west, DEGREES_MIN);
  const along = Math.max(north - south, (DEGREES_MIN * inner(height)) / inner(width) / 2);
  const scale = Math.min(inner(width) / across, inner(height) / along);
  return viewAround((west + east) / 2, (south + north) / 2, scale, width, height);
}

export function viewAround(x: number, y: number, scale: number, width: number, height: number): View {
  const [half, tall] = [width / scale / 2, height / scale / 2];
  return { west: x - half, east: x + half, south: y - tall, north: y + tall, scale, width, height };
}

/** The same middle, nearer or further, moved by pixels. */
export function moved(view: View, zoom: number, dx: number, dy: number): View {
  const x = (view.west + view.east) / 2 - dx / view.scale;
  const y = (view.south + view.north) / 2 + dy / view.scale;
  return viewAround(x, y, view.scale * zoom, view.width, view.height);
}

/** Where a position is in the picture; of the turns of the world the one nearest to its middle. */
export function place(view: View, { lat, lon }: Position): { x: number; y: number } {
  const middle = (view.west + view.east) / 2;
  const turned = lon + 360 * Math.round((middle - lon) / 360);
  return { x: (turned - view.west) * view.scale, y: (view.north - mercatorY(lat)) * view.scale };
}

export function inside(view: View, { x, y }: { x: number; y: number }, margin = 0): boolean {
  return x >= margin && y >= margin && x <= view.width - margin && y <= view.height - margin;
}
