// What happened to a row as far as this device knows, newest first.

import type { ChangeLine } from '../../api/types';
import { words } from '../../i18n';
import type { Clock } from '../faces';
import { capital, fieldText, saidAt } from '../say';
import { oldTime } from '../today/changes/oldTime';

/** Older ones are on the desk. */
const LINES_MAX = 6;

interface Props {
  lines: readonly ChangeLine[];
  clock: Clock;
}

export function RowHistory({ lines, clock }: Props) {
  const { row, changes } = words.value;
  if (lines.length === 0) return null;
  return (
    <section class="history">
      <h3>{row.history}</h3>
      <ul>
        {lines
          .slice(-LINES_MAX)
          .toReversed()
          .map((line) => (
            <li key={line.scope + line.seq}>
              <p>
                <b>{valueOf(line, clock)}</b>
              </p>
              <p dir="auto">
                {[
                  line.author_name
                    ? changes.by(line.author_name, saidAt(line.at, clock))
                    : saidAt(line.at, clock),
                  line.reason,
                ]
                  .filter(Boolean)
                  .join('. ')}
              </p>
            </li>
          ))}
      </ul>
    </section>
  );
}

function valueOf(line: ChangeLine, clock: Clock) {
  const { changes } = words.value;
  const action = line.action as string;
  const show = (value: string) => (line.field === 'when' ? oldTime(value, clock) : value) || changes.nothing;
  const what = fieldText(line.field ?? undefined, line.label ?? undefined);
  if (action !== 'changed' && action !== 'proposed') return capital(changes.actions[action] ?? action);
  return (
    <>
      {capital(what)} <s>{show(line.old)}</s> <ins>{show(line.new)}</ins>
      {action === 'proposed' && `, ${changes.actions.proposed}`}
    </>
  );
}
