// The day from top to bottom. Items are carried by the pointer in steps of five minutes, and by the same steps with
// the keys; a time is saved when it has come to rest.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DaySheet, ScheduleRow } from '../../../api/types';
import { Tape } from '../../../crew/parts/Tape';
import type { When } from '../../../time/clock';
import { Choice } from '../../../ui/Choice';
import { planWords } from '../../words';
import { draft } from '../state';
import { CurfewLine } from './CurfewLine';
import { departmentsOf, extentOf, place, rangeOf, type LaneMode } from './lanes';
import { Moving } from './Moving';
import { NowLine } from './NowLine';
import { Scale } from './Scale';
import './timeline.css';
import { TimelineItem } from './TimelineItem';
import { Untimed } from './Untimed';

interface Props {
  tour: string;
  sheet: DaySheet;
  writable: boolean;
}

export function Timeline({ tour, sheet, writable }: Props) {
  const { day } = planWords.value;
  const mode = useSignal<LaneMode>('overlap');
  const canvas = useRef<HTMLDivElement>(null);
  const { date } = sheet.header;

  useEffect(() => {
    // The page opens where the day has got to.
    const line = canvas.current?.querySelector('.now-line');
    const view = canvas.current?.parentElement;
    if (line && view) view.scrollTop = (line as HTMLElement).offsetTop - view.clientHeight / 3;
  }, [date]);

  // While an item is carried the others stay as they were, so that nothing jumps away below the pointer.
  const placed = place(sheet, mode.value, timeOf);
  const range = withDraft(sheet, rangeOf(placed));
  const columns = mode.value === 'department' ? departmentsOf(sheet.schedule) : [''];
  const size = { '--from': range.from, '--to': range.to, '--columns': columns.length };

  return (
    <section class="timeline" aria-label={day.timeline.title}>
      <header>
        <h2>{day.timeline.title}</h2>
        <Choice
          label={day.timeline.title}
          quiet
          options={[
            ['overlap', day.timeline.byOverlap],
            ['department', day.timeline.byDepartment],
          ]}
          value={mode.value}
          onChoose={(chosen) => {
            mode.value = chosen;
          }}
        />
      </header>
      <p id="timeline-hint" class="vh">
        {day.timeline.hint}
      </p>
      <Moving sheet={sheet} />
      <div class="scroll" style={size}>
        {columns.length > 1 && (
          <div class="lane-heads">
            {columns.map((name) => (
              <span key={name}>
                <Tape department={name || day.everyone} />
              </span>
            ))}
          </div>
        )}
        <div ref={canvas} class="canvas">
          <Scale sheet={sheet} from={range.from} to={range.to} />
          {placed
            .filter(({ row }) => row.item_type === 'curfew')
            .map(({ row }) => (
              <CurfewLine key={row.id} sheet={sheet} row={row} when={timeNow(row)} />
            ))}
          <NowLine sheet={sheet} from={range.from} to={range.to} />
          {placed.map((one) => (
            <TimelineItem
              key={one.row.id}
              tour={tour}
              sheet={sheet}
              placed={one}
              when={timeNow(one.row)}
              canvas={canvas}
              range={range}
              writable={writable}
            />
          ))}
        </div>
      </div>
      <Untimed rows={sheet.schedule.filter((row) => !placed.some((one) => one.row.id === row.id))} />
    </section>
  );
}

function timeOf(row: ScheduleRow): When | null {
  return (row.when ?? null) as When | null;
}

/** The time of a row, or the one it is being moved to. */
function timeNow(row: ScheduleRow): When | null {
  return draft.value?.row === row.id ? draft.value.when : timeOf(row);
}

/** The range, grown only where the item that is being moved has left it. */
function withDraft(sheet: DaySheet, range: { from: number; to: number }): { from: number; to: number } {
  const row = sheet.schedule.find((one) => one.id === draft.value?.row);
  const extent = row && extentOf(sheet, row, draft.value?.when);
  if (!extent) return range;
  return {
    from: Math.min(range.from, Math.floor(extent.start / 60) * 60),
    to: Math.max(range.to, Math.ceil(extent.end / 60) * 60),
  };
}
