// Departments that the day has already, to be added to the open cell with a click.

import { departmentsOf } from '../../../crew/departments';
import { departmentsIn } from './cells';
import type { Typist } from './typing';

interface Props {
  typist: Typist;
  text: string;
  onChoose: (text: string) => void;
}

export function Suggestions({ typist, text, onChoose }: Props) {
  const there = departmentsIn(text);
  const others = departmentsOf(typist.rows).filter((name) => !there.includes(name));
  if (others.length === 0) return null;
  return (
    <div class="suggestions">
      {others.map((name) => (
        <button
          key={name}
          type="button"
          tabIndex={-1}
          dir="auto"
          // The field keeps the focus, so that the cell stays open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose([...there, name].join(', '))}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
