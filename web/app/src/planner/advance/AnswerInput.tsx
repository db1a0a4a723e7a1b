// The field for an answer, in the form that its question asks for.

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Input } from '../../api/types';
import { sheetOn } from '../../data/book';
import type { When } from '../../time/clock';
import { TimeField } from '../../ui/TimeField';
import { isWhen, LINE_MAX, PROSE_MAX, type Typed } from './answers';
import { RowsInput } from './RowsInput';
import { advanceWords, answerTyped, readTyped } from './say';

interface Props {
  input: Input;
  label: string;
  /** What stands in it at first. */
  value: unknown;
  date: string;
  onType: (typed: Typed) => void;
  wrong: string | undefined;
}

export function AnswerInput(props: Props) {
  const { input, label, value, onType } = props;
  switch (input.type) {
    case 'clock': {
      const take = (when: When | null | undefined) =>
        onType(when === undefined ? { ok: false, why: '' } : { ok: true, value: when });
      return <TimeField label={label} value={isWhen(value) ? value : null} onChange={take} autofocus />;
    }
    case 'choice':
      return <ChoiceInput {...props} options={input.options.map((one) => [one, one])} />;
    case 'yes_no': {
      const { yes, no } = advanceWords.value.answerDialog;
      return (
        <ChoiceInput
          {...props}
          options={[
            ['yes', yes],
            ['no', no],
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
        />
      );
    }
    case 'rows':
      return <RowsInput columns={input.columns} label={label} value={value} onType={onType} />;
    case 'file':
      return <FilesInput {...props} />;
    default:
      return <TextInput {...props} />;
  }
}

function TextInput({ input, label, value, onType, wrong }: Props) {
  const w = advanceWords.value.answerDialog;
  const id = useId();
  const hint =
    input.type === 'money'
      ? w.moneyHint
      : input.type === 'number' && input.unit
        ? w.unitHint(input.unit)
        : '';
  const note = wrong ?? hint;
  const field = {
    id,
    dir: 'auto' as const,
    defaultValue: answerTyped(input, value),
    'aria-invalid': wrong !== undefined,
    'aria-describedby': `${id}-note`,
    onInput: (event: { currentTarget: { value: string } }) =>
      onType(readTyped(input, event.currentTarget.value)),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {input.type === 'text' && input.lines ? (
        <textarea {...field} maxLength={PROSE_MAX} />
      ) : (
        <input {...field} maxLength={LINE_MAX} inputMode={input.type === 'number' ? 'decimal' : 'text'} />
      )}
      <small id={`${id}-note`} role={wrong ? 'alert' : undefined} class={wrong ? 'wrong' : ''}>
        {note}
      </small>
    </div>
  );
}

function ChoiceInput(props: Props & { options: [value: string, text: string][] }) {
  const { input, label, value, options, onType } = props;
  return (
    <label>
      {label}
      <select onChange={(event) => onType(readTyped(input, event.currentTarget.value))}>
        <option value="">{advanceWords.value.answerDialog.choose}</option>
        {options.map(([one, text]) => (
          <option key={one} value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function FilesInput({ label, value, date, onType }: Props) {
  const files = sheetOn(date)?.sheet.files ?? [];
  const chosen = useSignal<readonly string[]>(Array.isArray(value) ? (value as string[]) : []);
  const take = (id: string, is: boolean) => {
    chosen.value = is ? [...chosen.value, id] : chosen.value.filter((one) => one !== id);
    onType({ ok: true, value: chosen.value.length > 0 ? chosen.value : null });
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      {files.length === 0 && <p>{advanceWords.value.answerDialog.noFiles}</p>}
      {files.map((file) => (
        <label key={file.id} class="check">
          <input
            type="checkbox"
            checked={chosen.value.includes(file.id)}
            onChange={(event) => take(file.id, event.currentTarget.checked)}
          />
          <bdi>{file.name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
