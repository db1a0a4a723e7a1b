// What changed on a day: who, when, the old value struck through.

import type { ChangeLine } from '../../api/types';
import { changeLines, markSeen, unseenOn } from '../../data/changes';
import { prefs } from '../../data/prefs';
import { dial } from '../../time/format';
import { planWords } from '../words';
import { dayText } from './show';
import { dateOf, today } from './tour';

/** Older ones are in the history of their fields. */
const SHOWN_MAX = 8;

export function DayChanges({ date }: { date: string }) {
  const w = planWords.value.grid.panel;
  const lines = changeLines.value.filter((line) => line.date === date);
  const fresh = new Set(unseenOn(date));
  // What nobody has looked at is never cut off.
  const shown = lines.slice(-Math.max(SHOWN_MAX, fresh.size)).toReversed();
  return (
    <>
      <div class="sec">
        <h3>{w.changes}</h3>
        {fresh.size > 0 && (
          <span>
            {w.unseen(fresh.size)}{' '}
            <button type="button" onClick={() => void markSeen(date)}>
              {w.markSeen}
            </button>
          </span>
        )}
      </div>
      {shown.length === 0 ? (
        <p class="nothing">{w.noChanges}</p>
      ) : (
        <ul class="log">
          {shown.map((line) => (
            <li key={`${line.scope} ${line.seq}`} class={fresh.has(line) ? 'fresh' : ''}>
              <time dateTime={line.at}>{whenOf(line.at)}</time>
              <Line line={line} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Line({ line }: { line: ChangeLine }) {
  const w = planWords.value.grid.panel;
  const { action, author_name: name, title, label, old, new: to, reason } = line;
  const plain = action === 'changed' && to !== '';
  return (
    <span dir="auto">
      <b>{name}</b> {plain ? w.set(title) : (w.did[action] ?? '')}{' '}
      {plain ? (
        <>
          {label && line.field !== 'when' && <>{label} </>}
          {old && <s>{old}</s>} <b>{to}</b>
        </>
      ) : w.did[action] ? (
        title
      ) : (
        line.sentence
      )}
      {reason && <small>{reason}</small>}
    </span>
  );
}

/** A time today, and before that a date. */
function whenOf(at: string): string {
  const then = new Date(at);
  const date = dateOf(then);
  return date === today.value
    ? dial(then.getHours() * 60 + then.getMinutes(), prefs.value.cycle)
    : dayText(date);
}
