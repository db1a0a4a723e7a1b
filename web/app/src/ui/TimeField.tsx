// A field for a time. It takes what people type, says below what it was read as, and never throws the text away.

import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { prefs } from '../data/prefs';
import { words } from '../i18n';
import { shifted, type When } from '../time/clock';
import { spanText, typedText } from '../time/format';
import { readWhen, strictText, type Reading } from '../time/parse';
import { sayWhy } from '../time/problem';
import './time-field.css';

interface Props {
  label: string;
  value: When | null;
  /** The time that was typed; null for none, undefined for a text that is no time. */
  onChange: (when: When | null | undefined) => void;
  id?: string;
  autofocus?: boolean;
}

const STEP = 5;
const STEP_LARGE = 15;

export function TimeField({ label, value, onChange, id, autofocus = false }: Props) {
  const own = useId();
  const field = id ?? own;
  const input = useRef<HTMLInputElement>(null);
  const text = useSignal(typedText(value, prefs.value.cycle));
  const given = useRef(value);
  // `+15` moves what stood here before typing began, not what the last letter made of it.
  const base = useRef(value);
  useEffect(() => {
    if (!autofocus) return;
    input.current?.focus();
    input.current?.select();
  }, []);
  useEffect(() => {
    // A value from elsewhere replaces the text; the value that the text itself gave does not.
    if (sameTime(value, given.current)) return;
    given.current = value;
    base.current = value;
    text.value = typedText(value, prefs.value.cycle);
  }, [strictText(value), value?.fold]);

  const take = (typed: string) => {
    text.value = typed;
    const reading = readWhen(typed, base.current);
    const when = reading.ok ? reading.when : typed.trim() === '' ? null : undefined;
    if (when !== undefined) given.current = when;
    onChange(when);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const reading = readWhen(text.value, base.current);
    const minutes = (event.shiftKey ? STEP_LARGE : STEP) * (event.key === 'ArrowUp' ? 1 : -1);
    const moved = reading.ok ? shifted(reading.when, minutes) : undefined;
    if (moved) take(typedText(moved, prefs.value.cycle));
  };

  const reading = text.value.trim() === '' ? undefined : readWhen(text.value, base.current);
  return (
    <div class="time-field">
      <label for={field}>{label}</label>
      <input
        ref={input}
        id={field}
        type="text"
        inputMode="text"
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        aria-invalid={reading?.ok === false}
        aria-describedby={`${field}-reads`}
        onInput={(event) => take(event.currentTarget.value)}
        onKeyDown={step}
      />
      <small id={`${field}-reads`} role="status" class={reading?.ok === false ? 'wrong' : undefined}>
        {said(reading)}
      </small>
    </div>
  );
}

/** What the text was read as, why it cannot be, or what may be written. */
export function said(reading: Reading | undefined): string {
  const { timeEntry, time } = words.value;
  if (!reading) return timeEntry.hint;
  if (reading.ok) return timeEntry.reads(spanText(reading.when, prefs.value.cycle, time));
  const why = sayWhy(reading.why, timeEntry);
  return reading.understood ? timeEntry.readAs(reading.understood) + why : why;
}

function sameTime(a: When | null, b: When | null): boolean {
  return strictText(a) === strictText(b) && a?.fold === b?.fold;
}
