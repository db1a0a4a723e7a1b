// A picture of the tour's way: what is driven, what is to come, what does not fit, and where the party is today. It
// says nothing that the list of stops does not say as well.

import { useComputed, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { today } from '../grid/tour';
import { planWords } from '../words';
import { placeLabels, type Named, type Segment } from './labels';
import { pathOf } from './outline';
import { inside, place, type View } from './project';
import type { Stop, Way } from './stops';
import { fetchOutlines, outlines, way } from './way';
import './map.css';

interface Props {
  view: ReadonlySignal<View | undefined>;
  /** The date whose stop stands out. */
  selected: string | undefined;
  /** Size of the names in pixels of the picture. */
  font: number;
}

export function RouteMap({ view, selected, font }: Props) {
  useEffect(() => void fetchOutlines(), []);
  const now = view.value;
  const { stops, ways } = way.value;
  const [first, last] = [stops[0], stops.at(-1)];
  if (!now || !first || !last) return null;
  return (
    <svg
      class="map"
      viewBox={`0 0 ${now.width} ${now.height}`}
      role="img"
      aria-label={planWords.value.map.route(first.city, last.city)}
    >
      <Land view={view} />
      <Ways ways={ways} view={now} />
      <Stops stops={stops} ways={ways} view={now} selected={selected} font={font} />
    </svg>
  );
}

/** The ground. It is drawn anew only when the view changes. */
function Land({ view }: { view: ReadonlySignal<View | undefined> }) {
  const paths = useComputed(() => {
    const [now, lines] = [view.value, outlines.value];
    if (!now || !lines) return undefined;
    return { land: pathOf(lines.land, now, true), borders: pathOf(lines.borders, now, false) };
  });
  if (!paths.value) return null;
  return (
    <>
      <path class="land" d={paths.value.land} />
      <path class="border" d={paths.value.borders} />
    </>
  );
}

const ORDER: Way['state'][] = ['past', 'next', 'problem'];

function Ways({ ways, view }: { ways: readonly Way[]; view: View }) {
  const drawn = ways.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <>
      {drawn.map(({ from, to, state }) => {
        const [a, b] = [place(view, from.position), place(view, to.position)];
        return (
          <line key={`${from.key} ${to.key}`} class={`way ${state}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
        );
      })}
    </>
  );
}

/** The ways as lines of the picture, those that lie wholly outside left out. */
function segments(ways: readonly Way[], view: View): Segment[] {
  return ways.flatMap(({ from, to }) => {
    const [a, b] = [place(view, from.position), place(view, to.position)];
    const away = Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0;
    const beyond = Math.min(a.x, b.x) > view.width || Math.min(a.y, b.y) > view.height;
    return away || beyond ? [] : [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }];
  });
}

interface StopsProps {
  stops: readonly Stop[];
  ways: readonly Way[];
  view: View;
  selected: string | undefined;
  font: number;
}

function Stops({ stops, ways, view, selected, font }: StopsProps) {
  const seen = stops.flatMap((stop) => {
    const at = place(view, stop.position);
    return inside(view, at) ? [{ stop, ...at, state: stateOf(stop, selected) }] : [];
  });
  const labels = placeLabels(named(seen), segments(ways, view), view, font);
  return (
    <>
      {seen.map(({ stop, x, y, state }) => (
        <circle
          key={stop.key}
          class={`stop ${state}`}
          cx={x}
          cy={y}
          r={state === 'now' || state === 'here' ? 5 : 3}
        />
      ))}
      {labels.map(({ name, textX, textY, anchor }) => (
        <text key={name} x={textX} y={textY} text-anchor={anchor} font-size={font}>
          {name}
        </text>
      ))}
    </>
  );
}

type State = 'now' | 'here' | 'past' | 'next';

function stateOf(stop: Stop, selected: string | undefined): State {
  if (stop.dates.includes(today.value)) return 'now';
  if (selected !== undefined && stop.dates.includes(selected)) return 'here';
  return (stop.dates.at(-1) ?? '') < today.value ? 'past' : 'next';
}

const WEIGHTS: Record<State, number> = { here: 1000, now: 900, next: 100, past: 0 };

/** One name for a town, however often the tour comes there. */
function named(seen: readonly { stop: Stop; x: number; y: number; state: State }[]): Named[] {
  const towns = new Map<string, Named>();
  for (const { stop, x, y, state } of seen) {
    const weight = WEIGHTS[state] + (stop.plays ? 10 : 0);
    const kept = towns.get(stop.city);
    if (stop.city && (!kept || kept.weight < weight)) towns.set(stop.city, { name: stop.city, x, y, weight });
  }
  return [...towns.values()];
}
