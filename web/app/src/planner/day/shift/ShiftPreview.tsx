// What a shift would do: what moves and to when, what it breaks, and what stays and why.

import type { DaySheet } from '../../../api/types';
import type { When } from '../../../time/clock';
import { planWords } from '../../words';
import { timeText } from '../actions';
import type { Remote } from '../remote';
import { Trouble } from '../Trouble';
import type { ShiftPlan } from './form';
import { Warnings } from './Warnings';

interface Props {
  sheet: DaySheet;
  plan: Remote<ShiftPlan> | undefined;
  onRetry: () => void;
  onExclude: (id: string, out: boolean) => void;
}

export function ShiftPreview({ sheet, plan, onRetry, onExclude }: Props) {
  const say = planWords.value.day.shiftDialog;
  if (!plan) return <p class="quiet">{say.choose}</p>;
  if (plan.state === 'loading') return <p class="quiet">{say.looking}</p>;
  if (plan.state === 'offline') return <Trouble text={say.offline} onRetry={onRetry} />;
  if (plan.state === 'refused') return <Trouble text={say.refused(plan.why)} />;
  const { moves, stays } = plan.value;
  const out = stays.filter((stay) => stay.why === 'excluded');
  const others = stays.filter((stay) => stay.why !== 'excluded');
  return (
    <>
      <Warnings sheet={sheet} plan={plan.value} />
      <h4>{moves.length > 0 ? say.moves(moves.length) : say.nothing}</h4>
      <ul class="moves">
        {moves.map((move) => (
          <li key={move.id}>
            <label>
              <input
                type="checkbox"
                checked
                aria-label={say.moveThis(move.title)}
                onChange={() => onExclude(move.id, true)}
              />
              <span dir="auto">{move.title}</span>
            </label>
            <span class="from-to">
              <s>{placeText(move.from as When)}</s> <b>{placeText(move.to as When)}</b>
            </span>
          </li>
        ))}
        {out.map((stay) => (
          <li key={stay.id} class="out">
            <label>
              <input
                type="checkbox"
                checked={false}
                aria-label={say.moveThis(stay.title)}
                onChange={() => onExclude(stay.id, false)}
              />
              <span dir="auto">{stay.title}</span>
            </label>
            <span class="from-to">{say.why.excluded}</span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h4>{say.stays(others.length)}</h4>
          <ul class="stays">
            {others.map((stay) => (
              <li key={stay.id}>
                <span dir="auto">{stay.title}</span>
                <span class="from-to">
                  {timeText(sheet.schedule.find((row) => row.id === stay.id)?.when)}{' '}
                  <i>{say.why[stay.why]}</i>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** A time that nobody is shown moves too, by its place in the running order. */
function placeText(when: When): string {
  const text = timeText(when);
  return when.sort ? `${text} (${timeText({ precision: 'exact', start: when.sort })})` : text;
}
