// Adding a task to a day.

import type { DaySheet } from '../../../api/types';
import { create } from '../../../data/edits';
import { undo } from '../../../data/undo';
import { words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { saveStep } from '../../../ui/saveStep';
import { say } from '../../../ui/Toast';
import { AudienceField } from '../../parts/AudienceField';
import { departmentsOf } from '../../departments';
import { audiencesFor } from '../../audiences';

interface Props {
  tour: string;
  sheet: DaySheet;
  onClose: () => void;
}

const LINE_MAX = 200;

export function TaskDialog({ tour, sheet, onClose }: Props) {
  const { sheet: w, app } = words.value;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const title = text('title');
    if (!title) return;
    const position = Math.max(0, ...sheet.tasks.map((task) => task.position ?? 0)) + 1;
    const fields = { day: sheet.header.day, title, position, department: text('department') || undefined };
    if (!(await saveStep(tour, [create('task', text('scope'), fields)], w.taskAdded(title)))) return;
    say(app.saved, { label: app.undo, run: () => void undo() });
    onClose();
  };
  return (
    <Dialog title={w.addTask} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <label>
          {w.task}
          <input name="title" required maxLength={LINE_MAX} dir="auto" autofocus />
        </label>
        <label>
          {w.taskFor}
          <input name="department" maxLength={LINE_MAX} dir="auto" list="departments" />
        </label>
        <datalist id="departments">
          {departmentsOf(sheet.schedule).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
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
