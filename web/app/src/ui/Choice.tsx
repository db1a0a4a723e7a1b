// One of a few, all of them in sight. Radio buttons underneath, so that keys and screen readers know what to do.

import { useId } from 'preact/hooks';
import './choice.css';

interface Props<T extends string> {
  label: string;
  options: readonly (readonly [value: T, text: string])[];
  value: T;
  onChoose: (value: T) => void;
  /** The label is said to screen readers alone, where a heading says it already. */
  quiet?: boolean;
}

export function Choice<T extends string>({ label, options, value, onChoose, quiet = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'vh' : ''}>{label}</legend>
      <div>
        {options.map(([one, text]) => (
          <label key={one}>
            <input type="radio" name={name} checked={one === value} onChange={() => onChoose(one)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
