// Two people gave one field different values. Both are shown with who said them, and somebody who may edit decides.

import type { DisputeBlock, DisputedValue } from '../../api/types';
import { settle } from '../../data/edits';
import { save } from '../../data/outbox';
import { may, tourOf } from '../../data/session';
import { words } from '../../i18n';
import { saved } from '../../ui/saveStep';
import { say } from '../../ui/Toast';
import type { Clock } from '../faces';
import { fieldText, saidAt, valueText } from '../say';

interface Props {
  tour: string;
  dispute: DisputeBlock;
  clock: Clock;
}

export function Decision({ tour, dispute, clock }: Props) {
  const { row: w, app } = words.value;
  const { in_force: inForce, candidates, field } = dispute;
  const decides = may(tourOf(tour), 'edit');
  const saw = [inForce, ...candidates].flatMap((one) => (one.id ? [one.id] : []));
  const decide = async (value: DisputedValue) => {
    const text = valueText(field, value, clock);
    // A decision is no step to be taken back: whoever thinks otherwise says so by an edit of the field.
    const decision = save(tour, [settle(dispute.id, value.value, saw)], w.decided(dispute.title, text));
    if (await saved(decision)) say(app.saved);
  };
  const line = (value: DisputedValue, name: string) => (
    <li key={value.id ?? name}>
      <span>
        <b dir="auto">{valueText(field, value, clock)}</b>
        <small dir="auto">
          {[name, value.by_name, value.said_at && saidAt(value.said_at, clock)].filter(Boolean).join(', ')}
        </small>
      </span>
      {decides && (
        <button type="button" class="button" onClick={() => void decide(value)}>
          {w.take(valueText(field, value, clock))}
        </button>
      )}
    </li>
  );
  return (
    <section class="decision">
      <h3>{w.decide}</h3>
      <p>{w.decideHint(fieldText(field, dispute.label))}</p>
      <ul>
        {line(inForce, w.inForce)}
        {candidates.map((candidate) => line(candidate, w.proposed))}
      </ul>
      {!decides && <p>{w.onlyEditors}</p>}
    </section>
  );
}
