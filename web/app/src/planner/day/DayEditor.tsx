// The desk's page of one day: its schedule to write in, and beside it the same day as a timeline.

import { useEffect } from 'preact/hooks';
import { sheetOn } from '../../data/book';
import { may, tourOf } from '../../data/session';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';
import { redoStep, settleDraft, undoStep } from './actions';
import './day.css';
import { DayHead } from './DayHead';
import { DayDialogs } from './DayDialogs';
import { KeyHints } from './KeyHints';
import { RowTools } from './RowTools';
import { ScheduleTable } from './schedule/ScheduleTable';
import { addRow } from './schedule/typing';
import { leaveDay, newRow, opened, spot } from './state';
import { Doubts } from './timeline/Doubts';
import { Timeline } from './timeline/Timeline';

export function DayEditor({ tour, date }: { tour: string; date: string }) {
  const { day } = planWords.value;
  useEffect(
    () => () => {
      void settleDraft(tour, date);
      leaveDay();
    },
    [tour, date],
  );
  const seen = sheetOn(date);
  if (!seen) {
    return (
      <section class="day-page nothing">
        <h1>{day.noDay}</h1>
        <p>{day.noDayHint}</p>
        <a class="button" href={href({ name: 'plan', tour, page: 'grid' })}>
          {day.toTable}
        </a>
      </section>
    );
  }
  const { sheet, marks } = seen;
  const writable = may(tourOf(tour), 'edit');
  const isEmpty = sheet.schedule.length === 0 && newRow.value === undefined;
  return (
    // The keys for taking back work wherever on the page the focus is, and only there.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class="day-page" onKeyDown={(event) => void takeBack(event, tour, date)}>
      <header class="day-top">
        <DayHead tour={tour} sheet={sheet} />
        {writable && (
          <div class="day-actions">
            <button
              type="button"
              class="button"
              disabled={isEmpty}
              onClick={() => {
                const row = spot.peek()?.row;
                opened.value = row ? { dialog: 'shift', row } : { dialog: 'shift' };
              }}
            >
              {day.shift}
            </button>
            <button
              type="button"
              class="button"
              disabled={isEmpty}
              onClick={() => {
                opened.value = { dialog: 'template' };
              }}
            >
              {day.makeTemplate}
            </button>
            <a class="button" href={href({ name: 'plan', tour, page: 'paper', date })}>
              {planWords.value.frame.pages.paper}
            </a>
            <button
              type="button"
              class="button go"
              aria-haspopup="dialog"
              onClick={() => {
                opened.value = { dialog: 'publish' };
              }}
            >
              {planWords.value.paper.publish.button}
            </button>
          </div>
        )}
      </header>
      <Doubts tour={tour} sheet={sheet} writable={writable} />
      <div class="panes">
        <section class="pane" aria-label={day.schedule}>
          <RowTools tour={tour} sheet={sheet} writable={writable} />
          {!writable && <p class="note">{day.readOnly}</p>}
          {isEmpty ? (
            <div class="nothing">
              <h2>{day.empty}</h2>
              {writable && (
                <>
                  <p>{day.emptyHint}</p>
                  <div class="actions">
                    <button type="button" class="button go" onClick={addRow}>
                      <Icon name="plus" />
                      {day.addRow}
                    </button>
                    <a class="button" href={href({ name: 'plan', tour, page: 'templates' })}>
                      {day.templates}
                    </a>
                  </div>
                </>
              )}
            </div>
          ) : (
            <ScheduleTable tour={tour} sheet={sheet} marks={marks} writable={writable} />
          )}
          {writable && <KeyHints />}
        </section>
        {!isEmpty && <Timeline tour={tour} sheet={sheet} writable={writable} />}
      </div>
      <DayDialogs tour={tour} sheet={sheet} writable={writable} />
    </div>
  );
}

/** Control and Z takes the last step back; with Shift it is done again. A field has its own. */
async function takeBack(event: KeyboardEvent, tour: string, date: string): Promise<void> {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
  if ((event.target as Element).closest('input, textarea, select, dialog')) return;
  event.preventDefault();
  event.stopPropagation();
  await settleDraft(tour, date);
  await (event.shiftKey ? redoStep() : undoStep());
}
