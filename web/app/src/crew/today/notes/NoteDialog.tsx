// Writing a note. It is on the device when the dialog closes, with or without a network.

import { create } from '../../../data/edits';
import { undo } from '../../../data/undo';
import { words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { saveStep } from '../../../ui/saveStep';
import { say } from '../../../ui/Toast';
import { AudienceField } from '../../parts/AudienceField';
import { audiencesFor } from '../../audiences';

interface Props {
  tour: string;
  day: string;
  onClose: () => void;
}

const TITLE_MAX = 200;
const BODY_MAX = 20_000;
/** How much of a note without a title names it in the list of what waits. */
const LABEL_MAX = 40;

export function NoteDialog({ tour, day, onClose }: Props) {
  const { sheet: w, app } = words.value;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const body = text('body');
    if (!body) return;
    const title = text('title') || undefined;
    const label = w.noteAdded(title ?? body.slice(0, LABEL_MAX));
    if (!(await saveStep(tour, [create('note', text('scope'), { day, title, body })], label))) return;
    say(app.saved, { label: app.undo, run: () => void undo() });
    onClose();
  };
  return (
    <Dialog title={w.addNote} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <label>
          {w.note}
          <textarea name="body" required maxLength={BODY_MAX} dir="auto" autofocus />
        </label>
        <label>
          {w.noteTitle}
          <input name="title" maxLength={TITLE_MAX} dir="auto" />
        </label>
        <AudienceField audiences={audiencesFor(tour)} />
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {app.cancel}
          </button>
          <button class="button go">{app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}
