// Below the title of a row: what is new about it, where it is, until when, and what else there is to say.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { zoneCity } from '../../../time/zones';
import { curfewText } from '../../curfewText';
import { endFace, type Clock } from '../../faces';
import { Joined } from '../../parts/Joined';
import { capital, faceText, saidAt } from '../../say';
import { isMove, type Change } from '../changes/moves';
import { RowMarks } from './RowMarks';

interface Props {
  row: ScheduleRow;
  sheet: DaySheet;
  clock: Clock;
  change: Change | undefined;
  mark: EntryState | undefined;
}

export function RowDetail({ row, sheet, clock, change, mark }: Props) {
  const where = whereOf(row, clock);
  return (
    <>
      <span class="more">
        {change && <span class="who">{changeText(change, clock)} </span>}
        <Joined parts={where} />
        {where.length > 0 && row.detail && '. '}
        {row.detail && <bdi>{row.detail}</bdi>}
      </span>
      <RowMarks row={row} sheet={sheet} clock={clock} mark={mark} />
    </>
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

function changeText(change: Change, clock: Clock): string {
  const w = words.value.changes;
  const said = saidAt(change.at, clock);
  if (!change.by) return w.moved(said);
  if (change.action === 'added') return w.addedBy(change.by, said);
  return isMove(change) ? w.movedBy(change.by, said) : w.changedBy(change.by, said);
}
