// Everything about one row: when on every clock that matters, where, for whom, what is not settled, what changed, and
// for those who may, the form that changes it.

import { useSignal } from '@preact/signals';
import type { ScheduleRow } from '../../api/types';
import { changeLines } from '../../data/changes';
import type { Seen } from '../../data/overlay';
import { may, tourOf } from '../../data/session';
import { words } from '../../i18n';
import { formsPart, loadForms } from '../../parts';
import { Dialog } from '../../ui/Dialog';
import { clockReports } from '../clockReports';
import { curfewText } from '../curfewText';
import { EditState } from '../parts/EditState';
import { Joined } from '../parts/Joined';
import { Tape } from '../parts/Tape';
import { clockFor } from '../view';
import { Decision } from './Decision';
import { RowHistory } from './RowHistory';
import { RowTimes } from './RowTimes';

interface Props {
  tour: string;
  seen: Seen;
  row: ScheduleRow;
  onClose: () => void;
}

export function RowDialog({ tour, seen, row, onClose }: Props) {
  const { sheet, marks } = seen;
  const editing = useSignal(false);
  const { row: w, schedule } = words.value;
  const mayEdit = may(tourOf(tour), 'edit');
  const disputes = sheet.disputes.filter((dispute) => dispute.record === row.id);
  const forms = formsPart.value;
  if (editing.value && forms)
    return (
      <Dialog title={w.editTitle(row.title)} onClose={onClose}>
        <forms.RowForm tour={tour} sheet={sheet} row={row} onDone={onClose} />
      </Dialog>
    );
  return (
    <Dialog title={row.title} onClose={onClose}>
      <div class="about">
        <RowTimes sheet={sheet} row={row} />
        {row.place && (
          <p class="place" dir="auto">
            {row.place}
          </p>
        )}
        {row.detail && (
          <p class="text" dir="auto">
            {row.detail}
          </p>
        )}
        <p class="tapes">
          {row.departments.map((department) => (
            <Tape key={department} department={department} />
          ))}
          {row.departments.length === 0 && <span class="tape quiet">{w.everyone}</span>}
          {row.party && <span class="tape quiet">{schedule.party(row.party)}</span>}
          {!row.confirmed && <span class="tape quiet">{schedule.unconfirmed}</span>}
        </p>
        {(curfewText(row) || row.penalty) && (
          <p>
            <Joined parts={[curfewText(row), row.penalty]} />
          </p>
        )}
        {clockReports(sheet, row).map((report) => (
          <p key={report} class="clocks">
            {report}
          </p>
        ))}
        <EditState mark={marks.get(row.id)} />
        {disputes.map((dispute) => (
          <Decision key={dispute.id} tour={tour} dispute={dispute} clock={clockFor(sheet)} />
        ))}
        {mayEdit && (
          <div class="actions">
            <button
              type="button"
              class="button go"
              onClick={() => {
                editing.value = true;
                void loadForms();
              }}
            >
              {w.edit}
            </button>
          </div>
        )}
        <RowHistory
          lines={changeLines.value.filter((line) => line.record === row.id)}
          clock={clockFor(sheet)}
        />
      </div>
    </Dialog>
  );
}
