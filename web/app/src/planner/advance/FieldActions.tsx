// What can be done about an answer: give one, take it over, put something else, leave the book as it is.

import { useSignal } from '@preact/signals';
import { say } from '../../ui/Toast';
import type { SeenField, SeenSheet } from './overlay';
import { advanceWords } from './say';
import { decideOn } from './server';
import type { Opened } from './SheetDialogs';

interface Props {
  tour: string;
  sheet: SeenSheet;
  field: SeenField;
  onOpen: (opened: Opened) => void;
}

export function FieldActions({ tour, sheet, field, onOpen }: Props) {
  const { sheet: w, decide } = advanceWords.value;
  const busy = useSignal(false);
  const { state, id } = field;
  const { label, key } = field.question;
  if (state === 'disputed') return <div class="do" />;
  const accept = async () => {
    busy.value = true;
    const decision = { key, outcome: 'accepted', answer: field.answer };
    const done = await decideOn(tour, sheet.advance, [decision], false);
    busy.value = false;
    if (done.state === 'here') say(`${decide.done.accepted}: ${label}`);
    else say(done.state === 'offline' ? w.needsServer : done.why);
  };
  return (
    <div class="do">
      {state === 'answered' && (
        <>
          <button
            type="button"
            class="office-link go"
            aria-label={w.acceptOf(label)}
            aria-busy={busy.value}
            disabled={busy.value}
            onClick={() => void accept()}
          >
            {w.accept}
          </button>
          <button
            type="button"
            class="office-link"
            aria-label={w.changeOf(label)}
            onClick={() => onOpen({ is: 'decide', field: id, outcome: 'changed' })}
          >
            {w.change}
          </button>
          <button
            type="button"
            class="office-link"
            aria-label={w.refuseOf(label)}
            onClick={() => onOpen({ is: 'decide', field: id, outcome: 'refused' })}
          >
            {w.refuse}
          </button>
        </>
      )}
      <button
        type="button"
        class="office-link"
        aria-label={w.answerOf(label)}
        onClick={() => onOpen({ is: 'answer', field: id })}
      >
        {w.answer}
      </button>
      {(state === 'accepted' || state === 'changed' || state === 'refused') && (
        <button
          type="button"
          class="office-link"
          aria-label={w.againOf(label)}
          onClick={() => onOpen({ is: 'decide', field: id, outcome: state })}
        >
          {w.again}
        </button>
      )}
    </div>
  );
}
