// Asking something of one show alone.

import { useSignal } from '@preact/signals';
import { words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { LINE_MAX } from './answers';
import { SECTIONS } from './board';
import { fieldsOf, type SeenSheet } from './overlay';
import { keyOf } from './questions';
import { advanceWords, sectionName } from './say';
import { askQuestion } from './server';
import type { Input } from '../../api/types';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

const INPUTS = ['text', 'lines', 'number', 'clock', 'yes_no', 'choice', 'money', 'file'] as const;
type InputWord = (typeof INPUTS)[number];
const CHOICES = { min: 2, max: 20 };

export function QuestionDialog({ tour, sheet, onClose }: Props) {
  const { question: w, sheet: sheetWords } = advanceWords.value;
  const form = useSignal<InputWord>('text');
  const asks = useSignal<'venue' | 'tour'>('venue');
  const wrong = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const add = async (data: FormData) => {
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const input = inputOf(form.value, text('unit'), text('options'));
    if (!input) {
      wrong.value = w.optionsWrong;
      return;
    }
    const [label, help] = [text('label'), text('help')];
    const question = {
      key: keyOf(label, new Set(fieldsOf(sheet).map((field) => field.question.key))),
      section: text('section'),
      label,
      ...(help ? { help } : {}),
      input,
      required: data.get('required') !== null,
      asks: asks.value,
    };
    busy.value = true;
    const done = await askQuestion(tour, sheet.advance, question);
    busy.value = false;
    if (done.state !== 'here') {
      wrong.value = done.state === 'offline' ? sheetWords.needsServer : done.why;
      return;
    }
    say(w.added(label));
    onClose();
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <form
        class="form adv-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void add(new FormData(event.currentTarget));
        }}
      >
        <label>
          {w.label}
          <input name="label" dir="auto" required maxLength={LINE_MAX} autofocus />
        </label>
        <label>
          {w.help}
          <input name="help" dir="auto" maxLength={LINE_MAX} />
        </label>
        <label>
          {w.section}
          <select name="section" defaultValue="other">
            {SECTIONS.map((section) => (
              <option key={section} value={section} selected={section === 'other'}>
                {sectionName(section)[0]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.input}
          <select
            value={form.value}
            onChange={(event) => (form.value = event.currentTarget.value as InputWord)}
          >
            {INPUTS.map((one) => (
              <option key={one} value={one}>
                {w.inputs[one]}
              </option>
            ))}
          </select>
        </label>
        {form.value === 'number' && (
          <label>
            {w.unit}
            <input name="unit" dir="auto" maxLength={LINE_MAX} />
          </label>
        )}
        {form.value === 'choice' && (
          <label>
            {w.options}
            <textarea name="options" dir="auto" required />
          </label>
        )}
        <Choice
          label={w.asks}
          value={asks.value}
          options={[
            ['venue', w.asksOf.venue],
            ['tour', w.asksOf.tour],
          ]}
          onChoose={(next) => (asks.value = next)}
        />
        <label class="check">
          <input type="checkbox" name="required" />
          {w.required}
        </label>
        <p role="alert" class={wrong.value ? 'start-alert' : 'vh'}>
          {wrong.value}
        </p>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go" aria-busy={busy.value}>
            {w.add}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The form of the answer; undefined where too few or too many choices are written. */
function inputOf(word: InputWord, unit: string, lines: string): Input | undefined {
  switch (word) {
    case 'lines':
      return { type: 'text', lines: true };
    case 'number':
      return { type: 'number', ...(unit ? { unit } : {}) };
    case 'choice': {
      const written = lines.split('\n').map((line) => line.trim());
      const options = [...new Set(written.filter(Boolean))];
      return options.length >= CHOICES.min && options.length <= CHOICES.max
        ? { type: 'choice', options }
        : undefined;
    }
    default:
      return { type: word };
  }
}
