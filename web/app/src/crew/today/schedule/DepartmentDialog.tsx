// Choosing whose rows are shown. The choice stays on the device, for the next day too.

import type { ScheduleRow } from '../../../api/types';
import { prefer, prefs } from '../../../data/prefs';
import { words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { concerns, departmentsOf } from '../../departments';
import { Tape } from '../../parts/Tape';

interface Props {
  rows: readonly ScheduleRow[];
  onClose: () => void;
}

export function DepartmentDialog({ rows, onClose }: Props) {
  const w = words.value.schedule;
  const chosen = prefs.value.department;
  const found = departmentsOf(rows);
  const names = chosen && !found.includes(chosen) ? [...found, chosen] : found;
  const choice = (name: string) => (
    <li key={name}>
      <button
        type="button"
        aria-pressed={chosen === name}
        onClick={() => {
          prefer({ department: name });
          onClose();
        }}
      >
        {name ? <Tape department={name} /> : <span>{w.allDepartments}</span>}
        <small>{w.rows(rows.filter((row) => concerns(row.departments, name)).length)}</small>
      </button>
    </li>
  );
  return (
    <Dialog title={w.department} onClose={onClose}>
      <div class="choices">
        <ul>{['', ...names].map(choice)}</ul>
        <p>{w.departmentHint}</p>
      </div>
    </Dialog>
  );
}
