// What the marks in the cells of the board mean.

import { MARKS } from './board';
import { MarkSign } from './MarkSign';
import { advanceWords } from './say';

export function Legend() {
  const w = advanceWords.value;
  return (
    <ul class="legend">
      {MARKS.map((mark) => (
        <li key={mark}>
          <MarkSign mark={mark} /> {w.marks[mark]}
        </li>
      ))}
    </ul>
  );
}
