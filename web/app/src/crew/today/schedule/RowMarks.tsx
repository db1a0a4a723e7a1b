// What is not settled about a row. It stands apart from the detail, which may be cut short where it is long.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { clockReports } from '../../clockReports';
import type { Clock } from '../../faces';
import { EditState } from '../../parts/EditState';
import { valueText } from '../../say';

interface Props {
  row: ScheduleRow;
  sheet: DaySheet;
  clock: Clock;
  mark: EntryState | undefined;
}

export function RowMarks({ row, sheet, clock, mark }: Props) {
  const w = words.value.schedule;
  const reports = clockReports(sheet, row);
  const disputes = sheet.disputes.filter((dispute) => dispute.record === row.id);
  const waits = mark !== undefined && mark !== 'sent';
  if (row.confirmed && !waits && reports.length + disputes.length === 0) return null;
  return (
    <span class="marks">
      {reports.map((report) => (
        <span key={report} class="clocks">
          {report}{' '}
        </span>
      ))}
      {!row.confirmed && <span class="open">{w.unconfirmed} </span>}
      {disputes.map((dispute) => (
        <strong key={dispute.id} class="decide">
          {w.decision(
            [dispute.in_force, ...dispute.candidates]
              .map((value) => valueText(dispute.field, value, clock))
              .reduce(w.or),
          )}{' '}
        </strong>
      ))}
      <EditState mark={mark} />
    </span>
  );
}
