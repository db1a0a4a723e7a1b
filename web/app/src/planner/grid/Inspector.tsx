// The panel of the selected day: where it is on the way, what is wrong and what to do, what somebody has to decide,
// the times, what changed, and whom to call.

import { useComputed, useSignalEffect } from '@preact/signals';
import { openTour, sheetOn } from '../../data/book';
import { number, shortDate } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { SmallMap } from '../map/SmallMap';
import { way } from '../map/way';
import { problemsOn } from '../problems/found';
import { goMend } from '../problems/mend';
import type { Problem } from '../problems/problems';
import { mendOf, sentencesOf } from '../problems/say';
import { planWords } from '../words';
import { openPanel, panelOver, spot } from './desk';
import { focusGrid } from './Grid';
import { DayChanges } from './DayChanges';
import { DayDisputes } from './DayDisputes';
import { DayFacts } from './DayFacts';
import { DayPeople } from './DayPeople';
import { lookAt } from './looked';
import { gridDays } from './tour';

/** Whoever has a day before them for so long has seen what changed. */
const LOOK_MS = 4_000;

export function Inspector() {
  const w = planWords.value.grid.panel;
  const date = useComputed(() => spot.value?.date).value;
  const sheet = date ? sheetOn(date)?.sheet : undefined;
  useLookedAt();
  return (
    <aside class={panelOver.value ? 'panel over' : 'panel'} aria-label={w.label}>
      {way.value.stops.length > 0 && <SmallMap />}
      {date && sheet ? (
        <section class="show">
          <Head date={date} />
          {problemsOn(date)
            .filter((problem) => problem.said.key !== 'dispute')
            .map((problem) => (
              <Issue key={problem.id} problem={problem} />
            ))}
          <DayDisputes sheet={sheet} />
          <DayFacts sheet={sheet} />
          <DayChanges date={date} />
          <DayPeople sheet={sheet} />
          <Links date={date} />
        </section>
      ) : (
        <p class="nothing">{w.nothing}</p>
      )}
    </aside>
  );
}

function Head({ date }: { date: string }) {
  const w = planWords.value.grid.panel;
  const header = sheetOn(date)?.sheet.header;
  const capacity = gridDays.value.get(date)?.capacity;
  const parts = [
    shortDate(date),
    header?.venue,
    capacity == null ? undefined : w.cap(number(capacity)),
    header?.show_number == null ? undefined : w.show(header.show_number, header.show_count),
  ];
  return (
    <header>
      <div>
        <h2 dir="auto">{header?.city || header?.title || shortDate(date)}</h2>
        <p class="sub">{parts.filter(Boolean).join(', ')}</p>
      </div>
      <button type="button" class="close" aria-label={w.close} onClick={close}>
        <Icon name="x" />
      </button>
    </header>
  );
}

function close(): void {
  openPanel(false);
  focusGrid();
}

function Issue({ problem }: { problem: Problem }) {
  const { title, text, advice } = sentencesOf(problem.said);
  const { label, to } = mendOf(problem, openTour.value ?? '');
  return (
    <div class={`issue ${problem.weight}`}>
      <b>{title}</b>
      <p>
        {text} {advice}
      </p>
      <a href={href(to)} onClick={(event) => goMend(event, problem)}>
        {label}
      </a>
    </div>
  );
}

function Links({ date }: { date: string }) {
  const w = planWords.value.grid.panel;
  const tour = openTour.value ?? '';
  return (
    <p class="links">
      <a class="btn" href={href({ name: 'plan', tour, page: 'day', date })}>
        {w.open}
      </a>
      <a class="btn" href={href({ name: 'today', tour, date })}>
        {w.phone}
      </a>
    </p>
  );
}

/** Takes the marks off a day's cells when somebody leaves it after having looked. */
function useLookedAt(): void {
  const date = useComputed(() => spot.value?.date);
  useSignalEffect(() => {
    const at = date.value;
    if (!at) return undefined;
    let looked = false;
    const timer = setTimeout(() => {
      looked = document.visibilityState === 'visible';
    }, LOOK_MS);
    return () => {
      clearTimeout(timer);
      if (looked) lookAt(at);
    };
  });
}
