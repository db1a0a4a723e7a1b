// The hours beside a timeline, where its nights begin, and the hours that do not exist or come twice.

import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { shortDate } from '../../../i18n';
import { dial } from '../../../time/format';
import { plusDays } from '../../../time/zones';
import { planWords } from '../../words';
import { clockChanges } from './clockChanges';

interface Props {
  sheet: DaySheet;
  from: number;
  to: number;
}

export function Scale({ sheet, from, to }: Props) {
  const { timeline } = planWords.value.day;
  const { cycle } = prefs.value;
  const { date, zone } = sheet.header;
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, index) => from + index * 60);
  const changes = clockChanges(date, zone?.name).filter((change) => change.to > from && change.from < to);
  return (
    <>
      {hours.map((at) => (
        <p
          key={at}
          class={at % 1440 === 0 && at > 0 ? 'hour midnight' : 'hour'}
          style={{ '--at': at }}
          aria-hidden
        >
          <span>{hourText(at, cycle)}</span>
        </p>
      ))}
      {[1, 2]
        .filter((night) => night * 1440 > from && night * 1440 < to)
        .map((night) => (
          <p key={night} class="night" style={{ '--at': night * 1440 }}>
            {(night === 1 ? timeline.nightOf : timeline.secondNightOf)(shortDate(plusDays(date, night)))}
          </p>
        ))}
      {changes.map((change) => (
        <p
          key={change.from}
          class={`clock-change ${change.kind}`}
          style={{ '--at': change.from, '--long': change.to - change.from }}
        >
          {(change.kind === 'skipped' ? timeline.skippedBand : timeline.repeatedBand)(
            dial(change.from, cycle),
            dial(change.to, cycle),
          )}
        </p>
      ))}
    </>
  );
}

/** `08`, or `8 am`. */
function hourText(at: number, cycle: '12' | '24'): string {
  const text = dial(at, cycle);
  return cycle === '24' ? text.slice(0, 2) : text.replace(':00', '');
}
