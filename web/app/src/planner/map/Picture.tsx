// The large picture of the tour's way: it fills what room there is, comes nearer and is moved with the pointer.

import { computed, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';
import { fit, moved, type View } from './project';
import { RouteMap } from './RouteMap';
import { outlinesMissing, way } from './way';

const MARGIN_PX = 64;
const STEP = 1.6;

const size = signal({ width: 0, height: 0 });
/** What somebody looks at; undefined for the whole tour. */
const own = signal<View | undefined>(undefined);
const whole = computed(() => {
  const { width, height } = size.value;
  const { stops } = way.value;
  if (width === 0 || stops.length === 0) return undefined;
  return fit(
    stops.map((stop) => stop.position),
    width,
    height,
    Math.min(MARGIN_PX, width / 5),
  );
});
const view = computed(() => own.value ?? whole.value);

export function Picture({ selected }: { selected: string | undefined }) {
  const self = useRef<HTMLDivElement>(null);
  const w = planWords.value.map;
  useEffect(() => {
    const element = self.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      size.value = { width: element.clientWidth, height: element.clientHeight };
      own.value = undefined;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="picture" ref={self} onPointerDown={drag} onWheel={wheel}>
      <RouteMap view={view} selected={selected} font={12} />
      {way.value.stops.length === 0 && (
        <div class="empty">
          <p>{w.empty}</p>
          <p class="more">{w.emptyHint}</p>
        </div>
      )}
      {outlinesMissing.value && <p class="no-land">{w.offline}</p>}
      <Legend />
      <div class="zoom">
        <button type="button" aria-label={w.zoomIn} title={w.zoomIn} onClick={() => zoom(STEP)}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={w.zoomOut} title={w.zoomOut} onClick={() => zoom(1 / STEP)}>
          <Icon name="minus" />
        </button>
        <button
          type="button"
          aria-label={w.whole}
          title={w.whole}
          onClick={() => {
            own.value = undefined;
          }}
        >
          <Icon name="route" />
        </button>
      </div>
    </div>
  );
}

function Legend() {
  const { legend } = planWords.value.map;
  const there = new Set(way.value.ways.map((one) => one.state));
  return (
    <ul class="legend">
      {(['past', 'next', 'problem'] as const).map(
        (state) =>
          there.has(state) && (
            <li key={state}>
              <svg viewBox="0 0 24 6" aria-hidden="true">
                <line class={`way ${state}`} x1="1" y1="3" x2="23" y2="3" />
              </svg>
              {legend[state]}
            </li>
          ),
      )}
    </ul>
  );
}

/** So far out and so near that there is still something to see. */
const SCALE_MIN = 1;
const SCALE_MAX = 400;

function zoom(by: number): void {
  const now = view.peek();
  if (!now) return;
  const scale = Math.min(Math.max(now.scale * by, SCALE_MIN), SCALE_MAX);
  own.value = moved(now, scale / now.scale, 0, 0);
}

function wheel(event: WheelEvent): void {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400));
}

/** Moves the picture along with the pointer. */
function drag(event: PointerEvent): void {
  const element = event.currentTarget as HTMLElement;
  if (event.button !== 0 || (event.target as Element).closest('button')) return;
  const from = view.peek();
  if (!from) return;
  element.setPointerCapture(event.pointerId);
  const [x, y] = [event.clientX, event.clientY];
  const move = (next: PointerEvent) => {
    own.value = moved(from, 1, next.clientX - x, next.clientY - y);
  };
  element.addEventListener('pointermove', move);
  const end = () => {
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', end);
    element.removeEventListener('pointercancel', end);
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}
