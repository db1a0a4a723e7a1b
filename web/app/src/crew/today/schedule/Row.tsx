// One row of the schedule. All of it is the target of a tap, which opens everything there is to know about it.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { startFace, wallFace, type Clock } from '../../faces';
import { Tape } from '../../parts/Tape';
import { TimeFace } from '../../parts/TimeFace';
import { faceText } from '../../say';
import { openRow } from '../../view';
import type { Phase } from './folding';
import { isMove, printedStart, type Change } from '../changes/moves';
import { RowDetail } from './RowDetail';

interface Props {
  row: ScheduleRow;
  sheet: DaySheet;
  clock: Clock;
  phase: Phase;
  folded: boolean;
  change: Change | undefined;
  /** How far an edit of this device has got. */
  mark: EntryState | undefined;
}

export function Row({ row, sheet, clock, phase, folded, change, mark }: Props) {
  const { time, schedule } = words.value;
  const face = startFace(row, clock, time.tbd);
  const move = change && isMove(change) ? change : undefined;
  return (
    <li class={folded ? 'folded' : undefined}>
      <button
        type="button"
        class={looks(row, phase, !!move)}
        aria-current={phase === 'now' ? 'time' : undefined}
        aria-haspopup="dialog"
        onClick={() => {
          openRow.value = row.id;
        }}
      >
        <TimeFace
          face={face}
          date={clock.date}
          instant={row.instant}
          old={move && oldStart(move, clock, face.days)}
        />
        <span class="what">
          <b dir="auto">{row.title}</b>
          <RowDetail row={row} sheet={sheet} clock={clock} change={change} mark={mark} />
        </span>
        <span class="tapes">
          {row.departments.map((department) => (
            <Tape key={department} department={department} />
          ))}
          {row.party && (
            <span class="tape quiet" dir="auto">
              {schedule.party(row.party)}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function looks(row: ScheduleRow, phase: Phase, moved: boolean): string {
  return ['row', phase === 'now' ? 'is-now' : phase, row.key ? 'key' : '', moved ? 'moved' : '']
    .filter(Boolean)
    .join(' ');
}

/** The night is said once where it is the same. */
function oldStart(change: Change, clock: Clock, days: number): string {
  const minutes = printedStart(change.old);
  if (minutes === undefined) return change.old;
  const face = wallFace(minutes, clock);
  return face.days === days ? face.text : faceText(face, clock.date);
}
