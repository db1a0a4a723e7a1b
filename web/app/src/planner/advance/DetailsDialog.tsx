// What the tour knows of a sheet as a whole: who answers for the venue, notes, whether it counts as complete.

import { useRef } from 'preact/hooks';
import { set, type Value } from '../../data/edits';
import { words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { Dialog } from '../../ui/Dialog';
import { saveStep } from '../../ui/saveStep';
import { LINE_MAX, PROSE_MAX } from './answers';
import type { SeenSheet } from './overlay';
import { advanceWords, showName } from './say';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

export function DetailsDialog({ tour, sheet, onClose }: Props) {
  const { detailsDialog: w } = advanceWords.value;
  const first = useRef(sheet).current;
  const save = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    const is = (name: string) => (form.get(name) === null ? null : true);
    const wanted: Record<string, [from: Value, to: Value]> = {
      recipient_name: [first.recipient_name ?? null, text('recipient_name')],
      recipient_email: [first.recipient_email ?? null, text('recipient_email')],
      notes: [first.notes ?? null, text('notes')],
      closed: [first.closed || null, is('closed')],
      no_reminders: [first.no_reminders || null, is('no_reminders')],
    };
    const changed = Object.entries(wanted).filter(([, [from, to]]) => from !== to);
    if (changed.length > 0) {
      const edit = set('advance', first.advance, Object.fromEntries(changed));
      if (!(await saveStep(tour, [edit], w.changed(showName(first))))) return;
    }
    onClose();
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <form
        class="form adv-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <TextField
          label={w.name}
          name="recipient_name"
          maxLength={LINE_MAX}
          defaultValue={first.recipient_name ?? ''}
        />
        <TextField
          label={w.email}
          name="recipient_email"
          type="email"
          isCode
          maxLength={LINE_MAX}
          defaultValue={first.recipient_email ?? ''}
        />
        <label>
          {w.notes}
          <textarea name="notes" dir="auto" maxLength={PROSE_MAX} defaultValue={first.notes ?? ''} />
          <small>{w.notesHint}</small>
        </label>
        <label class="check">
          <input type="checkbox" name="closed" defaultChecked={first.closed} />
          {w.closed}
        </label>
        <label class="check">
          <input type="checkbox" name="no_reminders" defaultChecked={first.no_reminders} />
          {w.noReminders}
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go">{words.value.app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}
