// What a paste would change and what of it could not be read, before anything is saved.

import { openTour } from '../../data/book';
import { act } from '../../data/undo';
import { shortDate, words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { refusalText } from './editing';
import { pasted } from './keyboard';
import { editsOf, type PastePlan, type PasteProblem } from './paste';

/** The server takes 200 edits a group; a longer paste is taken back in as many steps. */
const EDITS_MAX = 200;

const close = () => {
  pasted.value = undefined;
};

export function PasteDialog() {
  const plan = pasted.value;
  if (!plan) return null;
  const w = planWords.value.grid.paste;
  const n = plan.changes.length;
  return (
    <Dialog title={w.title} wide onClose={close}>
      <div class="paste">
        <p role="status">
          {n === 0 ? w.nothing : w.would(n)}. {plan.n_same > 0 && w.same(plan.n_same)}
        </p>
        {n > 0 && <Changes plan={plan} />}
        {plan.problems.length > 0 && <Problems problems={plan.problems} />}
        <div class="actions">
          <button type="button" class="button" onClick={close}>
            {words.value.app.cancel}
          </button>
          {n > 0 && (
            <button type="button" class="button go" autofocus onClick={() => void apply(plan)}>
              {w.apply(n)}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Changes({ plan }: { plan: PastePlan }) {
  const { paste: w, columns } = planWords.value.grid;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{w.day}</th>
          <th scope="col">{w.column}</th>
          <th scope="col">{w.old}</th>
          <th scope="col">{w.new}</th>
        </tr>
      </thead>
      <tbody>
        {plan.changes.map(({ date, column, old, text, losesPosition }) => (
          <tr key={`${date} ${column}`}>
            <td>{shortDate(date)}</td>
            <td>{columns[column]}</td>
            <td dir="auto">{old && <s>{old}</s>}</td>
            <td dir="auto">
              <b>{text}</b>
              {losesPosition && <small>{w.losesPosition}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Problems({ problems }: { problems: readonly PasteProblem[] }) {
  const { paste: w, columns } = planWords.value.grid;
  return (
    <section class="unread">
      <h3>{w.unread(problems.length)}</h3>
      <ul>
        {problems.map((problem, at) => (
          <li key={at}>
            <span>
              {w.line(problem.line)}
              {problem.date && `, ${shortDate(problem.date)}`}
              {problem.column && `, ${columns[problem.column]}`}
            </span>
            <b dir="auto">{problem.text}</b>
            <span>{reasonOf(problem)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function reasonOf({ refusal }: PasteProblem): string {
  const w = planWords.value.grid.refusal;
  switch (refusal.key) {
    case 'noSuchDay':
    case 'noDate':
    case 'ambiguousDate':
    case 'outside':
      return w[refusal.key];
    default:
      return refusalText(refusal);
  }
}

async function apply(plan: PastePlan): Promise<void> {
  const tour = openTour.peek();
  close();
  if (!tour) return;
  const w = planWords.peek().grid.paste;
  const n = plan.changes.length;
  const edits = editsOf(plan);
  for (let from = 0; from < edits.length; from += EDITS_MAX) {
    await act(tour, edits.slice(from, from + EDITS_MAX), w.label(n));
  }
  say(w.done(n));
}
