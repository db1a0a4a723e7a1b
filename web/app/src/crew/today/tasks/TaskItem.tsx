// Something to do. Ticking it off is an edit like any other, and can be taken back.

import type { Task } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { set } from '../../../data/edits';
import { undo } from '../../../data/undo';
import { shortDate, words } from '../../../i18n';
import { saveStep } from '../../../ui/saveStep';
import { say } from '../../../ui/Toast';
import { EditState } from '../../parts/EditState';
import { Joined } from '../../parts/Joined';
import { Tape } from '../../parts/Tape';

interface Props {
  tour: string;
  task: Task;
  /** Whether the reader may tick it off. */
  writes: boolean;
  mark: EntryState | undefined;
}

export function TaskItem({ tour, task, writes, mark }: Props) {
  const { sheet: w, app } = words.value;
  const done = task.done ?? false;
  const tick = async (box: HTMLInputElement) => {
    const label = done ? w.unticked(task.title) : w.ticked(task.title);
    const isSaved = await saveStep(tour, [set('task', task.id, { done: [task.done, !done] })], label);
    // The browser has ticked it already.
    if (!isSaved) box.checked = done;
    else say(label, { label: app.undo, run: () => void undo() });
  };
  const about = [task.assignee_names.join(', '), task.due && w.due(shortDate(task.due)), task.detail];
  return (
    <li>
      <label class={done ? 'done' : undefined}>
        <input
          type="checkbox"
          checked={done}
          disabled={!writes}
          onChange={(event) => void tick(event.currentTarget)}
        />
        <span>
          <b dir="auto">{task.title}</b>
          <small>
            <Joined parts={about} between=" · " />
          </small>
          <EditState mark={mark} />
        </span>
        {task.department && <Tape department={task.department} />}
      </label>
    </li>
  );
}
