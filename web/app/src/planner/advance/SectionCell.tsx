// A section of a sheet in the board: how much of it is answered, and what wants to be looked at.

import type { Cell } from './board';
import { MarkSign } from './MarkSign';
import { advanceWords, sectionName } from './say';

export function SectionCell({ section, cell }: { section: string; cell: Cell | undefined }) {
  const w = advanceWords.value;
  const [long] = sectionName(section);
  if (!cell) {
    return (
      <td class="section is-none">
        <span class="vh">{w.nothingAsked}</span>
      </td>
    );
  }
  const { answers, questions, marks, isDone } = cell;
  const said = marks.map(({ mark, n }) => (mark === 'fresh' ? w.marks.fresh : w.nMarked(n, w.marks[mark])));
  const text = w.cell(long, answers, questions, said.join(', '));
  const tone = isDone ? 'is-done' : answers > 0 ? 'is-begun' : '';
  return (
    <td class={`section ${tone}`} title={text} style={{ '--part': `${(100 * answers) / questions}%` }}>
      <span aria-hidden="true">
        {answers}/{questions}
        {marks.length > 0 && (
          <span class="signs">
            {marks.map(({ mark }) => (
              <MarkSign key={mark} mark={mark} />
            ))}
          </span>
        )}
      </span>
      <span class="vh">{text}</span>
    </td>
  );
}
