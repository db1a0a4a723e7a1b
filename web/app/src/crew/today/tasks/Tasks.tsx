// What is to be done, open ones first, and the way to add to it.

import { useSignal } from '@preact/signals';
import type { DaySheet } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { formsPart, loadForms } from '../../../parts';
import { Icon } from '../../../ui/Icon';
import { audiencesFor } from '../../audiences';
import { TaskItem } from './TaskItem';

interface Props {
  tour: string;
  sheet: DaySheet;
  marks: ReadonlyMap<string, EntryState>;
}

export function Tasks({ tour, sheet, marks }: Props) {
  const adding = useSignal(false);
  const forms = formsPart.value;
  const w = words.value.sheet;
  const writes = audiencesFor(tour).length > 0;
  const tasks = sheet.tasks.toSorted(
    (a, b) => Number(a.done ?? false) - Number(b.done ?? false) || (a.position ?? 0) - (b.position ?? 0),
  );
  if (tasks.length === 0 && !writes) return null;
  return (
    <section class="card">
      <header>
        <h2>{w.tasks}</h2>
        {writes && (
          <button
            type="button"
            class="add"
            aria-haspopup="dialog"
            onClick={() => {
              adding.value = true;
              void loadForms();
            }}
          >
            <Icon name="plus" /> {w.addTask}
          </button>
        )}
      </header>
      {tasks.length > 0 && (
        <ul class="tasks">
          {tasks.map((task) => (
            <TaskItem key={task.id} tour={tour} task={task} writes={writes} mark={marks.get(task.id)} />
          ))}
        </ul>
      )}
      {adding.value && forms && (
        <forms.TaskDialog
          tour={tour}
          sheet={sheet}
          onClose={() => {
            adding.value = false;
          }}
        />
      )}
    </section>
  );
}
