// Changing a row. What is sent says from which value, as it stood on the screen when the form opened, so that
// somebody who was faster is noticed.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { DaySheet, ScheduleRow } from '../../api/types';
import { prefs } from '../../data/prefs';
import { set } from '../../data/edits';
import { undo } from '../../data/undo';
import { words } from '../../i18n';
import type { When } from '../../time/clock';
import { spanText } from '../../time/format';
import { TimeField } from '../../ui/TimeField';
import { saveStep } from '../../ui/saveStep';
import { say } from '../../ui/Toast';
import { FoldField } from './FoldField';
import { rowChanges, withFold, type Pairs } from './rowChanges';

interface Props {
  tour: string;
  sheet: DaySheet;
  row: ScheduleRow;
  onDone: () => void;
}

/** The server's limits of the fields. */
const LINE_MAX = 200;
const TEXT_MAX = 20_000;

export function RowForm({ tour, sheet, row, onDone }: Props) {
  const shown = useRef(row).current;
  const when = useSignal<When | null | undefined>((shown.when ?? null) as When | null);
  const { row: w, app } = words.value;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (when.value === undefined) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const pairs = rowChanges(shown, {
      title: text('title'),
      when: withFold(when.value, (shown.when ?? null) as When | null, form.get('fold')),
      place: text('place'),
      detail: text('detail'),
      confirmed: form.has('confirmed'),
    });
    if (Object.keys(pairs).length > 0) {
      const label = w.changed(shown.title, whatText(pairs));
      if (!(await saveStep(tour, [set('schedule_item', shown.id, pairs)], label))) return;
      say(app.saved, { label: app.undo, run: () => void undo() });
    }
    onDone();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <TimeField
        label={w.time}
        value={(shown.when ?? null) as When | null}
        onChange={(next) => {
          when.value = next;
        }}
        autofocus
      />
      <FoldField
        when={when.value}
        date={sheet.header.date}
        zone={row.zone?.name ?? sheet.header.zone?.name}
      />
      <label>
        {w.title}
        <input name="title" required maxLength={LINE_MAX} dir="auto" defaultValue={shown.title} />
      </label>
      <label>
        {w.place}
        <input name="place" maxLength={LINE_MAX} dir="auto" defaultValue={shown.place ?? ''} />
      </label>
      <label>
        {w.detail}
        <textarea name="detail" maxLength={TEXT_MAX} dir="auto" defaultValue={shown.detail ?? ''} />
      </label>
      <label class="check">
        <input type="checkbox" name="confirmed" defaultChecked={shown.confirmed} />
        {w.confirmed}
      </label>
      <div class="actions">
        <button type="button" class="button" onClick={onDone}>
          {app.cancel}
        </button>
        <button class="button go" disabled={when.value === undefined}>
          {app.save}
        </button>
      </div>
    </form>
  );
}

/** What was done, for the list of what waits: the time in full, anything else by its name. */
function whatText(pairs: Pairs): string {
  const { row, time } = words.value;
  const text = (value: unknown) => spanText(value as When | null, prefs.value.cycle, time) || row.none;
  return Object.entries(pairs)
    .map(([name, [from, to]]) =>
      name === 'when' ? `${text(from)} → ${text(to)}` : (row.fields[name] ?? name),
    )
    .join(', ');
}
