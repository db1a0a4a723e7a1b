// One thing to decide: what is in force, what was also said, and by whom; to be kept, changed, or said anew.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sheetOn } from '../../../data/book';
import { save } from '../../../data/outbox';
import { shortDate } from '../../../i18n';
import { href } from '../../../routes';
import { saved } from '../../../ui/saveStep';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { readHistory } from '../history/reading';
import { ask } from '../remote';
import { AnotherValue } from './AnotherValue';
import { decide, withHistory, type OpenDispute } from './disputes';
import { SaidCard } from './SaidCard';

interface Props {
  tour: string;
  dispute: OpenDispute;
  writable: boolean;
  onDone: () => void;
}

export function DisputeCard({ tour, dispute, writable, onDone }: Props) {
  const { day } = planWords.value;
  const { decision: text } = day;
  const history = useSignal<Awaited<ReturnType<typeof readHistory>>['changes']>([]);
  const reason = useSignal('');
  useEffect(() => {
    // Reasons stand in the history. Without a network there are none, and the values are there all the same.
    void ask(readHistory(tour, dispute.kind, dispute.record)).then((answer) => {
      if (answer.state === 'here') history.value = answer.value.changes;
    });
  }, [tour, dispute.id]);

  const known = withHistory(dispute, history.value);
  const label = day.field[dispute.field] ?? dispute.field;
  const kind = day.kind[dispute.kind] ?? dispute.kind;
  const settleOn = async (value: unknown) => {
    const done = day.did.decided(dispute.title || kind, label);
    // A decision is no step to be taken back: whoever thinks otherwise says so by an edit of the field.
    const decision = save(tour, [decide(dispute, value)], done, reason.value.trim() || undefined);
    if (!(await saved(decision))) return;
    say(done);
    onDone();
  };
  return (
    <li class="card">
      <header>
        <h2>
          <span dir="auto">{dispute.title || kind}</span> <small>{label}</small>
        </h2>
        <p>
          {dispute.dates.map((date) => (
            <a key={date} href={href({ name: 'plan', tour, page: 'day', date })}>
              {[shortDate(date), sheetOn(date)?.sheet.header.city].filter(Boolean).join(', ')}
            </a>
          ))}
        </p>
      </header>
      <ul class="said">
        <SaidCard
          field={dispute.field}
          said={known.inForce}
          zone={dispute.zone}
          label={text.inForce}
          action={text.keep}
          onTake={writable ? () => void settleOn(known.inForce.value) : undefined}
        />
        {known.candidates.map((one) => (
          <SaidCard
            key={one.id}
            field={dispute.field}
            said={one}
            zone={dispute.zone}
            label={text.other}
            action={text.use}
            onTake={writable ? () => void settleOn(one.value) : undefined}
          />
        ))}
      </ul>
      {writable ? (
        <div class="more">
          <label>
            {text.reason}
            <input
              dir="auto"
              maxLength={200}
              value={reason.value}
              placeholder={text.reasonHint}
              onInput={(event) => (reason.value = event.currentTarget.value)}
            />
          </label>
          <AnotherValue dispute={dispute} label={label} onDecide={(value) => void settleOn(value)} />
        </div>
      ) : (
        <p class="quiet">{text.cannot}</p>
      )}
    </li>
  );
}
