// The map of the panel: the leg of the selected date with the stops just before and after it.

import { useComputed } from '@preact/signals';
import { spot } from '../grid/desk';
import { sheets } from '../grid/tour';
import { fit } from './project';
import { RouteMap } from './RouteMap';
import { way } from './way';

const WIDTH = 336;
const HEIGHT = 208;
const MARGIN_PX = 34;
/** Stops on either side of the selected one, where a leg is long. */
const NEAR = 5;

export function SmallMap() {
  const selected = useComputed(() => spot.value?.date);
  // The region follows the stop, not the date: another day in the same town changes nothing.
  const around = useComputed(() => {
    const date = selected.value;
    const { stops } = way.value;
    const at = Math.max(
      0,
      stops.findLastIndex((stop) => (stop.dates[0] ?? '') <= (date ?? '')),
    );
    const leg = new Map(sheets.value.map(({ header }) => [header.date, header.leg]));
    const of = (n: number) => leg.get(stops[n]?.dates[0] ?? '');
    const near = stops.filter(
      (_, n) => Math.abs(n - at) <= 1 || (Math.abs(n - at) <= NEAR && of(n) === of(at)),
    );
    return near.map(({ position }) => `${position.lat} ${position.lon}`).join(';');
  });
  const view = useComputed(() => {
    if (around.value === '') return undefined;
    const positions = around.value.split(';').map((text) => {
      const [lat = 0, lon = 0] = text.split(' ').map(Number);
      return { lat, lon };
    });
    return fit(positions, WIDTH, HEIGHT, MARGIN_PX);
  });
  return <RouteMap view={view} selected={selected.value} font={10.5} />;
}
