// A time zone by its name. The names of this device are offered; another one is refused before the server would.

import { useId } from 'preact/hooks';
import { words } from '../i18n';
import './field.css';

/** Whether a name is that of a zone which this device knows. */
export function isZone(name: string): boolean {
  // Offsets such as `+02:00` are taken by newer browsers, but they are no zones: they know no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
}

interface Props {
  label: string;
  hint?: string;
  value: string;
  /** Also with names that are none yet. */
  onChange: (name: string) => void;
}

export function ZoneField({ label, hint, value, onChange }: Props) {
  const id = useId();
  const isWrong = value !== '' && !isZone(value);
  const note = isWrong ? words.value.zoneField.unknown : hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        list={`${id}-zones`}
        value={value}
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
        placeholder="Europe/Berlin"
        aria-invalid={isWrong}
        aria-describedby={note ? `${id}-note` : undefined}
        onInput={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={`${id}-zones`}>
        {zones().map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
      {note && (
        <small id={`${id}-note`} class={isWrong ? 'wrong' : ''}>
          {note}
        </small>
      )}
    </div>
  );
}

let known: string[] | undefined;

/** Zones that this device knows; the server takes aliases as well. */
export function zones(): string[] {
  known ??= Intl.supportedValuesOf?.('timeZone') ?? [];
  return known;
}
