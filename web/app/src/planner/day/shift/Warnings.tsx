// What a shift would break: curfews with what that costs, the order of the day, tomorrow's load-in, and clocks that
// change.

import type { DaySheet } from '../../../api/types';
import type { When } from '../../../time/clock';
import { duration } from '../../../time/format';
import { Icon } from '../../../ui/Icon';
import { planWords } from '../../words';
import { doubts } from '../timeline/clockChanges';
import { sayDoubt } from '../timeline/doubtText';
import type { ShiftPlan } from './form';

export function Warnings({ sheet, plan }: { sheet: DaySheet; plan: ShiftPlan }) {
  const say = planWords.value.day.shiftDialog;
  const titleOf = (id: string) => sheet.schedule.find((row) => row.id === id)?.title ?? '';
  const changed = [...plan.skipped, ...plan.repeated].flatMap(({ id }) => {
    const to = plan.moves.find((move) => move.id === id)?.to as When | undefined;
    const zone = sheet.schedule.find((row) => row.id === id)?.zone?.name ?? sheet.header.zone?.name;
    return doubts(sheet.header.date, to, zone).map((doubt) => `${titleOf(id)}: ${sayDoubt(doubt)}`);
  });
  return (
    <>
      {plan.curfew.length > 0 && (
        <ul class="warnings stop" aria-label={say.curfew}>
          {plan.curfew.map((one) => (
            <li key={one.id}>
              <Icon name="warn" />
              <span>
                <b>{say.over(one.title, duration(one.minutes_over))}</b>
                {one.penalty && <span dir="auto"> {one.penalty}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {plan.overlaps.length > 0 && (
        <ul class="warnings" aria-label={say.overlaps}>
          {plan.overlaps.map((one) => (
            <li key={one.id + one.other}>
              <Icon name="warn" />
              <span>{say.overlap[one.kind](titleOf(one.id), titleOf(one.other))}</span>
            </li>
          ))}
        </ul>
      )}
      {plan.road.length > 0 && (
        <ul class="warnings" aria-label={say.road}>
          {plan.road.map((one) => (
            <li key={one.date + (one.vehicle ?? '')} class={one.is_worse ? 'worse' : undefined}>
              <Icon name={one.is_worse ? 'warn' : 'bus'} />
              <span dir="auto">{one.sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {changed.length > 0 && (
        <ul class="warnings" aria-label={say.clocks}>
          {[...new Set(changed)].map((text) => (
            <li key={text}>
              <Icon name="clock" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
