// One change: what it was, what it is now, and who said so.

import { words } from '../../../i18n';
import type { Clock } from '../../faces';
import { fieldText, saidAt } from '../../say';
import type { Change } from './moves';
import { oldTime } from './oldTime';

interface Props {
  change: Change;
  clock: Clock;
}

export function ChangeItem({ change, clock }: Props) {
  const w = words.value.changes;
  const said = saidAt(change.at, clock);
  const show = (value: string) => (change.field === 'when' ? oldTime(value, clock) : value) || w.nothing;
  const values = change.action === 'changed' || change.action === 'proposed';
  return (
    <li>
      <p>
        <b dir="auto">{change.title}</b>{' '}
        {change.action === 'changed'
          ? fieldText(change.field, change.label)
          : (w.actions[change.action] ?? change.action)}
      </p>
      {values && (
        <p class="values">
          <s dir="auto">
            <span class="vh">{w.before} </span>
            {show(change.old)}
          </s>{' '}
          <ins dir="auto">{show(change.new)}</ins>
        </p>
      )}
      <p class="by" dir="auto">
        {change.by ? w.by(change.by, said) : w.at(said)}
        {change.reason && `. ${change.reason}`}
      </p>
    </li>
  );
}
