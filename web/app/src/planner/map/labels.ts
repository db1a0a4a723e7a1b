// Names on a map, placed so that none covers another or a point: the most important first, and what finds no room is
// left out. The list beside the map has them all.

export interface Named {
  name: string;
  x: number;
  y: number;
  /** Higher is placed first. */
  weight: number;
}

export interface Label extends Named {
  /** Where the text begins, and to which side it is aligned. */
  textX: number;
  textY: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const POINT_PX = 5;
const GAP_PX = 8;

export interface Segment {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Labels of a picture of this size, in a font of this many pixels. A place that no line crosses is preferred. */
export function placeLabels(
  points: readonly Named[],
  lines: readonly Segment[],
  { width, height }: { width: number; height: number },
  font: number,
): Label[] {
  const dots = points.map(({ x, y }) => box(x - POINT_PX, y - POINT_PX, 2 * POINT_PX, 2 * POINT_PX));
  const placed: Box[] = [];
  const labels: Label[] = [];
  const order = points
    .map((point, at) => ({ point, at }))
    .toSorted((a, b) => b.point.weight - a.point.weight);
  for (const { point, at } of order) {
    const others = dots.filter((_, other) => other !== at);
    const free = sides(point, font).filter(
      ({ area }) =>
        area.left >= 2 &&
        area.top >= 2 &&
        area.right <= width - 2 &&
        area.bottom <= height - 2 &&
        !placed.some((other) => cross(area, other)) &&
        !others.some((other) => cross(area, other)),
    );
    const found = free.find(({ area }) => !lines.some((line) => passes(line, area))) ?? free[0];
    if (!found) continue;
    placed.push(found.area);
    labels.push({ ...point, ...found.label });
  }
  return labels;
}

/** The places around a point, best first: beside it, above and below, then the corners. */
function sides(
  point: Named,
  font: number,
): { area: Box; label: Pick<Label, 'textX' | 'textY' | 'anchor'> }[] {
  const { x, y, name } = point;
  const long = widthOf(name, font);
  const at = (anchor: Label['anchor'], dx: number, dy: number) => {
    const textX = x + dx;
    // The baseline is a third of the letters below their middle.
    const textY = y + dy + font * 0.35;
    const left = anchor === 'start' ? textX : anchor === 'end' ? textX - long : textX - long / 2;
    return { area: box(left, y + dy - font * 0.6, long, font * 1.2), label: { textX, textY, anchor } };
  };
  const tall = font * 0.6 + GAP_PX;
  return [
    at('start', GAP_PX, 0),
    at('end', -GAP_PX, 0),
    at('middle', 0, -tall),
    at('middle', 0, tall),
    at('start', GAP_PX - 2, -tall * 0.75),
    at('start', GAP_PX - 2, tall * 0.75),
    at('end', 2 - GAP_PX, -tall * 0.75),
    at('end', 2 - GAP_PX, tall * 0.75),
  ];
}

/** About how wide a name is; wide scripts take a whole letter. */
function widthOf(name: string, font: number): number {
  let ems = 0;
  for (const letter of name) ems += letter > '\u2e80' ? 1 : 0.6;
  return ems * font;
}

function box(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

/** Whether a line goes through a box: tried at steps, which is exact enough for names. */
function passes({ x1, y1, x2, y2 }: Segment, area: Box): boolean {
  const steps = Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) / 3);
  for (let i = 0; i <= steps; i += 1) {
    const [x, y] = [x1 + ((x2 - x1) * i) / (steps || 1), y1 + ((y2 - y1) * i) / (steps || 1)];
    if (x > area.left && x < area.right && y > area.top && y < area.bottom) return true;
  }
  return false;
}

function cross(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
