// Below the title of a row: what is new about it, where it is and until when, and what is not settled yet.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { zoneCity } from '../../../time/zones';
import { clockReports } from '../../clockReports';
import { endFace, type Clock } from '../../faces';
import { EditState } from '../../parts/EditState';
import { Parts } from '../../parts/Parts';
import { capital, faceText, saidAt, valueText } from '../../say';
import { isMove, type Change } from '../changes/moves';

interface Props {
  row: ScheduleRow;
  sheet: DaySheet;
  clock: Clock;
  change: Change | undefined;
  mark: EntryState | undefined;
}

export function RowDetail({ row, sheet, clock, change, mark }: Props) {
  const w = words.value.schedule;
  const reports = clockReports(sheet, row);
  const disputes = sheet.disputes.filter((dispute) => dispute.record === row.id);
  const where = whereOf(row, clock);
  return (
    <span class="more">
      {change && <span class="who">{changeText(change, clock)} </span>}
      {where.length > 0 && (
        <>
          <Parts parts={where} />
          {row.detail ? '. ' : ' '}
        </>
      )}
      {row.detail && (
        <>
          <bdi>{row.detail}</bdi>{' '}
        </>
      )}
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

/** `Main stage`, `until 17:30`. */
function whereOf(row: ScheduleRow, clock: Clock): string[] {
  const { schedule, today } = words.value;
  const end = endFace(row, clock);
  const parts = [
    row.place,
    end && today.until(faceText(end, clock.date)),
    curfewText(row),
    row.penalty,
    row.zone && row.zone.name !== clock.venue ? schedule.ownZone(row.text, zoneCity(row.zone)) : '',
  ];
  const [first, ...rest] = parts.filter((part): part is string => !!part);
  return first === undefined ? [] : [capital(first), ...rest];
}

export function curfewText(row: ScheduleRow): string {
  const { hard, soft } = words.value.schedule;
  const kind = row.curfew_kind as string | null | undefined;
  return kind === 'hard' ? hard : kind === 'soft' ? soft : '';
}

export function changeText(change: Change, clock: Clock): string {
  const w = words.value.changes;
  const said = saidAt(change.at, clock);
  if (!change.by) return w.moved(said);
  if (change.action === 'added') return w.addedBy(change.by, said);
  return isMove(change) ? w.movedBy(change.by, said) : w.changedBy(change.by, said);
}
