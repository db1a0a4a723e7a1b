// The list of problems: what cannot work first, each with a way to where it is mended.

import { signal } from '@preact/signals';
import { openTour, sheetOn } from '../../data/book';
import { shortDate } from '../../i18n';
import { href } from '../../routes';
import { Dialog } from '../../ui/Dialog';
import { planWords } from '../words';
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
