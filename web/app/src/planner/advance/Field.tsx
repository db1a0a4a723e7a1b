// A question of a sheet: what is asked, what was answered, and beside it what the tour book says and what was said
// the last time.

import { FieldActions } from './FieldActions';
import { FieldAnswer } from './FieldAnswer';
import { FieldBook } from './FieldBook';
import type { SeenField, SeenSheet } from './overlay';
import { advanceWords } from './say';
import type { Opened } from './SheetDialogs';

interface Props {
  tour: string;
  sheet: SeenSheet;
  field: SeenField;
  isNew: boolean;
  writable: boolean;
  onOpen: (opened: Opened) => void;
}

export function Field({ tour, sheet, field, isNew, writable, onOpen }: Props) {
  const w = advanceWords.value.sheet;
  const { question, state, mark } = field;
  const id = `question-${field.id}`;
  return (
    <li class={`adv-field is-${state}`} aria-labelledby={id}>
      <div class="q">
        <h3 id={id} dir="auto">
          {question.label}
        </h3>
        {question.help && (
          <p class="help" dir="auto">
            {question.help}
          </p>
        )}
        <p class="tags">
          {question.required && <span>{w.required}</span>}
          {question.asks === 'tour' && <span>{w.ofTour}</span>}
          {field.own && <span>{w.own}</span>}
          {isNew && <b class="new">{w.fresh}</b>}
          {mark && mark !== 'sent' && <b class={`own ${mark}`}>{w.mark[mark]}</b>}
        </p>
      </div>
      <FieldAnswer tour={tour} date={sheet.date} field={field} />
      <FieldBook date={sheet.date} field={field} />
      {writable && <FieldActions tour={tour} sheet={sheet} field={field} onOpen={onOpen} />}
    </li>
  );
}
