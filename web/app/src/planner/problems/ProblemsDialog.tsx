// The list of problems: what cannot work first, each with a way to where it is mended.

import { signal } from '@preact/signals';
import type { Fix } from '../../api/types';
import { openTour, sheetOn } from '../../data/book';
import { act } from '../../data/undo';
import { shortDate } from '../../i18n';
import { href } from '../../routes';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { mayEdit } from '../grid/editing';
import { planWords } from '../words';
import { checks } from './checks';
import { problems } from './found';
import { goMend } from './mend';
import type { Problem } from './problems';
import { mendOf, sentencesOf } from './say';

export const problemsOpen = signal(false);

const close = () => {
  problemsOpen.value = false;
};

export function ProblemsDialog() {
  if (!problemsOpen.value) return null;
  const w = planWords.value.problems;
  return (
    <Dialog title={w.title} wide onClose={close}>
      <div class="problems">
        {problems.value.length === 0 && <p class="none">{w.noneText}</p>}
        <Section title={w.stop} all={weighing('stop')} />
        <Section title={w.check} all={weighing('check')} />
        <Packs />
      </div>
    </Dialog>
  );
}

function weighing(weight: Problem['weight']): Problem[] {
  return problems.value.filter((problem) => problem.weight === weight);
}

function Section({ title, all }: { title: string; all: Problem[] }) {
  if (all.length === 0) return null;
  return (
    <section>
      <h3>
        {title} <span>{all.length}</span>
      </h3>
      <ul>
        {all.map((problem) => (
          <Item key={problem.id} problem={problem} />
        ))}
      </ul>
    </section>
  );
}

function Item({ problem }: { problem: Problem }) {
  const { title, text, advice } = sentencesOf(problem.said);
  const { label, to } = mendOf(problem, openTour.value ?? '');
  const city = sheetOn(problem.date)?.sheet.header.city;
  return (
    <li class={problem.weight}>
      <p class="where">
        {shortDate(problem.date)}
        {city && <b dir="auto">{city}</b>}
      </p>
      <div>
        <b>{title}</b>
        <p>
          {text} {advice}
        </p>
        {problem.said.key === 'check' && <Helps said={problem.said} />}
      </div>
      <a
        href={href(to)}
        onClick={(event) => {
          close();
          goMend(event, problem);
        }}
      >
        {label}
        <span class="vh">, {shortDate(problem.date)}</span>
      </a>
    </li>
  );
}

/** The article, and what would help. */
function Helps({ said }: { said: Extract<Problem['said'], { key: 'check' }> }) {
  const w = planWords.value.problems;
  return (
    <>
      {said.article && <p class="article">{said.article}</p>}
      {mayEdit.value && said.fixes.length > 0 && (
        <p class="fixes">
          {said.fixes.map((fix) => (
            <button key={fix.text} type="button" class="button" onClick={() => void take(fix)}>
              {w.fixes[fix.kind] ?? fix.text}
              <span class="vh">: {fix.text}</span>
            </button>
          ))}
        </p>
      )}
    </>
  );
}

async function take(fix: Fix): Promise<void> {
  const tour = openTour.peek();
  if (!tour) return;
  await act(tour, fix.edits, fix.text);
  say(fix.text);
}

/** By which rules drivers' hours were checked. */
function Packs() {
  const found = checks.value;
  if (!found || found.packs.length === 0) return null;
  const w = planWords.value.problems;
  return (
    <p class="packs">
      {found.packs.map((pack) => `${pack.source} (${w.asOf(pack.as_of)})`).join('; ')}. {w.aid}
    </p>
  );
}
