// The whole day on one line, as wide as there is room.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DaySheet } from '../../../api/types';
import { words } from '../../../i18n';
import { minuteNow } from '../../../time/now';
import { wallOf } from '../../../time/zones';
import { faceText } from '../../say';
import { hourText, instantFace } from '../../faces';
import { clockFor } from '../../view';
import { rail } from './rail';

/** The line inside the edges of the usual phone, until it has been measured. */
const WIDTH_FIRST = 358;
const HEIGHT = 58;

export function DayRail({ sheet }: { sheet: DaySheet }) {
  const width = useSignal(WIDTH_FIRST);
  const self = useRef<HTMLElement>(null);
  useEffect(() => {
    const figure = self.current;
    if (!figure) return;
    const seen = new ResizeObserver(() => {
      // On paper the drawing is scaled as a whole.
      if (figure.clientWidth > 0 && !matchMedia('print').matches) width.value = figure.clientWidth;
    });
    seen.observe(figure);
    return () => seen.disconnect();
  }, []);
  const now = minuteNow.value;
  const clock = clockFor(sheet);
  const w = words.value.today;
  const drawn = rail(sheet.schedule, now, width.value, {
    hour: (at) => hourText(at, clock),
    minutesPast: (at) => wallOf(at, clock.zone ?? 'UTC').minutes % 60,
    doors: w.doors,
    stage: w.stage,
    curfew: w.curfew,
  });
  const at = (instant: number) => faceText(instantFace(instant, clock), clock.date);
  return (
    <figure ref={self} class="rail">
      {drawn && (
        <svg
          viewBox={`0 0 ${width.value} ${HEIGHT}`}
          role="img"
          aria-label={
            w.rail(at(drawn.from), at(drawn.to)) + (drawn.cursor === undefined ? '' : w.railNow(at(now)))
          }
        >
          {drawn.blocks.map((block) => (
            <rect
              key={block.id}
              class={block.past ? `${block.look} past` : block.look}
              x={block.x}
              y={block.y}
              width={block.width}
              height={block.height}
              rx="1.5"
            />
          ))}
          {drawn.ticks.map((x) => (
            <path key={x} class="tick" d={`M${x} 10V38`} />
          ))}
          {drawn.names.map((name) => (
            <text
              key={`${name.x}${name.text}`}
              class={name.key ? 'key' : ''}
              x={name.x}
              y="52"
              text-anchor={name.anchor}
            >
              {name.text}
            </text>
          ))}
          {drawn.cursor !== undefined && (
            <g class="cursor">
              <path d={`M${drawn.cursor} 6V40`} />
              <path class="head" d={`M${drawn.cursor - 5} 0h10l-5 8z`} />
            </g>
          )}
        </svg>
      )}
    </figure>
  );
}
