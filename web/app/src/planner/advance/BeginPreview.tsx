// What beginning sheets would do to each show.

import { shortDate, words } from '../../i18n';
import { advanceWords } from './say';
import type { Begun } from './server';

interface Props {
  plan: Begun;
  addMissing: boolean;
  onAddMissing: (add: boolean) => void;
  onBack: () => void;
  onApply: () => void;
}

export function BeginPreview({ plan, addMissing, onAddMissing, onBack, onApply }: Props) {
  const { beginDialog: w } = advanceWords.value;
  const n_begins = plan.shows.filter((show) => show.begins).length;
  const lacks = plan.shows.some((show) => show.missing.length > 0);
  return (
    <>
      <p role="status">{w.sum(n_begins, plan.shows.length - n_begins)}</p>
      {lacks && (
        <label class="check">
          <input
            type="checkbox"
            checked={addMissing}
            onChange={(event) => onAddMissing(event.currentTarget.checked)}
          />
          {w.addMissing}
        </label>
      )}
      <ul class="adv-plan">
        {plan.shows.map((show) => (
          <li key={show.event}>
            <b>{shortDate(show.date)}</b> <span dir="auto">{show.show}</span>
            <span class="sum">{show.begins ? w.begins : w.there}</span>
            {show.missing.length > 0 && (
              <Names
                text={addMissing ? w.willAdd(show.missing.length) : w.missing(show.missing.length)}
                names={show.missing}
              />
            )}
            {show.differs.length > 0 && <Names text={w.differs(show.differs.length)} names={show.differs} />}
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="button" onClick={onBack}>
          {words.value.app.back}
        </button>
        <button type="button" class="button go" disabled={plan.edits.length === 0} onClick={onApply}>
          {plan.edits.length === 0 ? w.nothing : n_begins > 0 ? w.begin(n_begins) : w.add}
        </button>
      </div>
    </>
  );
}

function Names({ text, names }: { text: string; names: readonly string[] }) {
  return (
    <details>
      <summary>{text}</summary>
      <p dir="auto">{names.join(', ')}</p>
    </details>
  );
}
