// Typing an answer that somebody was told by phone, read in a mail, or knows. It needs no network, and merges with
// whatever the venue says meanwhile.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { saveStep } from '../../ui/saveStep';
import { say } from '../../ui/Toast';
import { undoStep } from '../day/actions';
import { advanceScope } from './advances';
import { AnswerInput } from './AnswerInput';
import type { Typed } from './answers';
import { LINE_MAX, PROSE_MAX } from './answers';
import { sayEdit, type SeenField, type SeenSheet } from './overlay';
import { advanceWords, answerText } from './say';

interface Props {
  tour: string;
  sheet: SeenSheet;
  field: SeenField;
  onClose: () => void;
}

const VIAS = ['phone', 'mail', 'tour'] as const;

export function AnswerDialog({ tour, sheet, field, onClose }: Props) {
  const { answerDialog: w } = advanceWords.value;
  const { app } = words.value;
  // As it was when the dialog opened: what arrives meanwhile was not before whoever types here.
  const first = useRef(field).current;
  const { question, before } = first;
  const given = useSignal<Typed>({ ok: true, value: first.answer ?? null });
  const start = useSignal<unknown>(first.answer ?? null);
  const via = useSignal<(typeof VIAS)[number]>(question.asks === 'tour' ? 'tour' : 'phone');
  const tried = useSignal(false);
  const save = async (form: FormData) => {
    tried.value = true;
    const typed = given.value;
    const scope = advanceScope(tour);
    if (!typed.ok || !scope) return;
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const by = text('by');
    const answered = { ...(by ? { by } : {}), via: via.value, at: new Date().toISOString() };
    const edit = sayEdit(sheet, first, scope, {
      answer: typed.value,
      answered,
      remark: text('remark') || null,
    });
    if (edit) {
      if (!(await saveStep(tour, [edit], w.answered(question.label)))) return;
      say(app.saved, { label: app.undo, run: () => void undoStep() });
    }
    onClose();
  };
  const last = before ? answerText(question.input, before.answer, sheet.date) : '';
  return (
    <Dialog title={question.label} onClose={onClose}>
      <form
        class="form adv-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        {question.help && <p dir="auto">{question.help}</p>}
        <AnswerInput
          key={JSON.stringify(start.value)}
          input={question.input}
          label={w.value}
          value={start.value}
          date={sheet.date}
          onType={(typed) => (given.value = typed)}
          wrong={tried.value && !given.value.ok ? given.value.why : undefined}
        />
        {before && (
          <button
            type="button"
            class="office-link adv-last"
            onClick={() => {
              start.value = before.answer;
              given.value = { ok: true, value: before.answer };
            }}
          >
            {w.useLast(last)}
          </button>
        )}
        <Choice
          label={w.via}
          value={via.value}
          options={VIAS.map((one) => [one, w.vias[one]] as const)}
          onChoose={(next) => (via.value = next)}
        />
        <label>
          {w.by}
          <input
            name="by"
            dir="auto"
            maxLength={LINE_MAX}
            defaultValue={first.by ?? sheet.recipient_name ?? ''}
          />
        </label>
        <label>
          {w.remark}
          <textarea name="remark" dir="auto" maxLength={PROSE_MAX} defaultValue={first.remark ?? ''} />
        </label>
        {first.state !== 'open' && <small>{w.takeBack}</small>}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {app.cancel}
          </button>
          <button class="button go">{app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}
