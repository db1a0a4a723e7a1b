// One item of the timeline: carried by the pointer, or moved with the keys while it has the focus.

import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { DaySheet } from '../../../api/types';
import { tapeOf } from '../../../crew/departments';
import { minutesOf, type When } from '../../../time/clock';
import { duration } from '../../../time/format';
import { planWords } from '../../words';
import { settleDraft, timeText } from '../actions';
import { carry, draft, goTo, spot } from '../state';
import { doubtText } from './doubtText';
import { extentOf, SHORTEST_MINUTES, type Placed } from './lanes';
import { dragEnd, dragTo, minutesPastCurfew, moveByKey } from './moves';

interface Props {
  tour: string;
  sheet: DaySheet;
  placed: Placed;
  /** Its time, or the one it is being moved to. */
  when: When | null;
  canvas: RefObject<HTMLDivElement | null>;
  range: { from: number; to: number };
  writable: boolean;
}

/** After the last key, the time has come to rest. */
const REST_MS = 700;
/** From this length on there is room for a second line. */
const TWO_LINES_MINUTES = 34;

/** What the pointer holds: the item or its end, and where it took hold. */
interface Grip {
  end: boolean;
  y: number;
  when: When;
}

export function TimelineItem({ tour, sheet, placed, when, canvas, range, writable }: Props) {
  const { row } = placed;
  const { day } = planWords.value;
  const grip = useRef<Grip | undefined>(undefined);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const extent = extentOf(sheet, row, when) ?? placed;
  const long = extent.end - extent.start;
  const over = when ? minutesPastCurfew(sheet.schedule, row, when) : 0;
  const doubt = doubtText(sheet, row);
  const who = row.departments.join(', ') || day.everyone;
  const settle = () => {
    clearTimeout(rest.current);
    void settleDraft(tour, sheet.header.date);
  };
  const letGo = () => {
    clearTimeout(rest.current);
    grip.current = undefined;
    if (draft.value?.row === row.id) draft.value = undefined;
  };

  const down = (event: PointerEvent & { currentTarget: HTMLButtonElement }) => {
    // On a touch screen a first touch chooses, so that the page can still be scrolled past an item.
    const chosen = spot.peek()?.row === row.id;
    if (!writable || !when || event.button !== 0 || (event.pointerType === 'touch' && !chosen)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const end = (event.target as Element).classList.contains('grip');
    grip.current = { end, y: yOf(event, canvas), when };
  };
  const move = (event: PointerEvent) => {
    const held = grip.current;
    const height = canvas.current?.getBoundingClientRect().height;
    if (!held || !height) return;
    const minutes = ((yOf(event, canvas) - held.y) * (range.to - range.from)) / height;
    const upmost = range.from - placed.start;
    const to = held.end ? dragEnd(held.when, minutes) : dragTo(held.when, Math.max(minutes, upmost));
    if (to) carry(row.id, held.when, to);
  };
  const up = () => {
    if (!grip.current) return;
    grip.current = undefined;
    settle();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && (draft.value?.row === row.id || grip.current)) {
      event.preventDefault();
      letGo();
      return;
    }
    if (!writable || !when || event.ctrlKey || event.metaKey || !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const to = moveByKey(when, event);
    if (!to) return;
    carry(row.id, when, to);
    clearTimeout(rest.current);
    rest.current = setTimeout(settle, REST_MS);
  };

  const classes = [
    'item',
    `of-${tapeOf(row.departments[0] ?? '') ?? (row.departments.length > 0 ? 'other' : 'all')}`,
    row.item_type === 'set' && 'played',
    !row.confirmed && 'unconfirmed',
    spot.value?.row === row.id && 'here',
    draft.value?.row === row.id && 'moving',
    over > 0 && 'past-curfew',
    long >= TWO_LINES_MINUTES && 'tall',
    minutesOf(when?.end) === undefined && 'moment',
  ];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      style={{
        '--at': extent.start,
        '--long': Math.max(long, SHORTEST_MINUTES),
        '--column': placed.column,
        '--lane': placed.lane,
        '--lanes': placed.lanes,
      }}
      aria-describedby={writable ? 'timeline-hint' : undefined}
      title={[row.title, timeText(when), who, doubt].filter(Boolean).join('\n')}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={letGo}
      onKeyDown={keys}
      onBlur={settle}
      onFocus={() => {
        if (spot.peek()?.row !== row.id) spot.value = { row: row.id, column: 'when' };
      }}
      onClick={(event) => {
        // Enter, which a screen reader also sends, goes to the row; the pointer only chooses.
        if (event.detail === 0) goTo({ row: row.id, column: 'when' });
      }}
    >
      <b dir="auto">{row.title}</b>
      <span>
        {timeText(when)}
        {over > 0 && <em>+{duration(over)}</em>}
      </span>
      <span class="vh">{who}</span>
      {writable && <i class="grip" aria-hidden="true" />}
    </button>
  );
}

/** How far down the canvas the pointer is; right also while the canvas is scrolled. */
function yOf(event: PointerEvent, canvas: RefObject<HTMLDivElement | null>): number {
  return event.clientY - (canvas.current?.getBoundingClientRect().top ?? 0);
}
