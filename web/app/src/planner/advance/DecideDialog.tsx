// Deciding about one answer: it holds, something else holds, or the tour book stays as it is.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { AnswerInput } from './AnswerInput';
import { LINE_MAX, linesOf, typedAnswer, type Typed } from './answers';
import type { SeenField, SeenSheet } from './overlay';
import { advanceWords, answerText } from './say';
import { decideOn } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
  field: SeenField;
  outcome: 'accepted' | 'changed' | 'refused';
  onClose: () => void;
}

const OUTCOMES = ['accepted', 'changed', 'refused'] as const;

export function DecideDialog({ tour, sheet, field, outcome, onClose }: Props) {
  const { decide: w, sheet: sheetWords } = advanceWords.value;
  const first = useRef(field).current;
  const { question } = first;
  const chosen = useSignal(outcome);
  const given = useSignal<Typed>({ ok: true, value: first.answer });
  const wrong = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const decide = async (form: FormData) => {
    const typed = given.value;
    if (chosen.value === 'changed' && !typed.ok) {
      wrong.value = typed.why;
      return;
    }
    const note = String(form.get('note') ?? '').trim();
    const decision = {
      key: question.key,
      outcome: chosen.value,
      answer: first.answer,
      ...(chosen.value === 'changed' && typed.ok ? { instead: asTyped(first, typed.value) } : {}),
      ...(note ? { note } : {}),
    };
    busy.value = true;
    const done = await decideOn(tour, sheet.advance, [decision], false);
    busy.value = false;
    if (done.state !== 'here') {
      wrong.value = done.state === 'offline' ? sheetWords.needsServer : done.why;
      return;
    }
    say(`${w.done[chosen.value]}: ${question.label}`);
    onClose();
  };
  return (
    <Dialog title={w.title(question.label)} onClose={onClose}>
      <form
        class="form adv-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void decide(new FormData(event.currentTarget));
        }}
      >
        <p>
          {w.answer}: <b dir="auto">{answerText(question.input, first.answer, sheet.date)}</b>
          {first.planned && (
            <>
              <br />
              {sheetWords.book} <b dir="auto">{first.planned.text}</b>
            </>
          )}
        </p>
        <Choice
          label={w.outcome}
          value={chosen.value}
          options={OUTCOMES.map((one) => [one, w.outcomes[one]] as const)}
          onChoose={(next) => (chosen.value = next)}
        />
        {chosen.value === 'changed' && (
          <AnswerInput
            input={question.input}
            label={w.instead}
            value={first.answer}
            date={sheet.date}
            onType={(typed) => (given.value = typed)}
            wrong={undefined}
          />
        )}
        <label>
          {w.note}
          <input name="note" dir="auto" maxLength={LINE_MAX} />
          <small>{w.noteHint}</small>
        </label>
        <p role="alert" class={wrong.value ? 'start-alert' : 'vh'}>
          {wrong.value}
        </p>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go" aria-busy={busy.value}>
            {w.decide}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What holds instead goes to the server as it is typed. */
function asTyped(field: SeenField, value: unknown): string {
  const { input } = field.question;
  if (input.type === 'rows') {
    return linesOf(value, input.columns)
      .map((cells) => cells.map((cell) => cell.replaceAll('|', '/')).join(' | '))
      .join('\n');
  }
  if (input.type === 'file') return Array.isArray(value) ? value.join(',') : '';
  return typedAnswer(input, value, 'yes', 'no');
}
