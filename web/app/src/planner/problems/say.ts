// A problem in the words of the reader: what it is, why, and where it is mended.

import { distance, shortDate } from '../../i18n';
import { prefs } from '../../data/prefs';
import type { Route } from '../../routes';
import { dial, duration } from '../../time/format';
import { wallOf } from '../../time/zones';
import { planWords } from '../words';
import type { Problem, Said } from './problems';

export interface Sentences {
  title: string;
  text: string;
  /** What could be done, where that is not plain. */
  advice?: string;
}

export function sentencesOf(said: Said): Sentences {
  const w = planWords.value.problems;
  switch (said.key) {
    case 'server':
      return { title: w.server[said.kind] ?? w.other, text: said.text };
    case 'check':
      return { title: w.checks[said.kind] ?? w.other, text: said.text };
    case 'dispute':
      return { title: w.dispute(said.title), text: w.disputeText(said.label, w.or(said.values)) };
    case 'overlap':
      return { title: w.overlap, text: w.overlapText(said.first, said.second, said.from, said.to) };
    case 'noPlace':
      return { title: w.noPlace, text: w.noPlaceText };
    case 'missing': {
      const names = planWords.value.grid.columns;
      const what = w.and(said.columns.map((column) => names[column]));
      return { title: w.missing(what), text: w.missingText(what) };
    }
    case 'unconfirmed':
      return { title: w.unconfirmed, text: w.unconfirmedText(said.n, said.of, said.days) };
    case 'drive':
      return driveSentences(said);
  }
}

function driveSentences({ drive, zone, late, long }: Extract<Said, { key: 'drive' }>): Sentences {
  const w = planWords.value.problems;
  const time = drive.minutes === undefined ? undefined : duration(drive.minutes);
  const parts: string[] = [];
  if (drive.km !== undefined && time) parts.push(w.driveIs(distance(drive.km), time));
  else if (time) parts.push(w.driveTakes(time));
  if (late && drive.arrives !== undefined && zone) {
    const to = clockIn(drive.arrives, zone, false);
    const way =
      drive.departs === undefined ? w.arriving(to) : w.leaving(clockIn(drive.departs, zone, true), to);
    parts.push(`${way}, ${w.after(late.title, clockIn(late.at, zone, false))}.`);
  }
  if (long) parts.push(w.over);
  return {
    title: late ? w.drive : w.driveLong,
    text: parts.join(' '),
    advice: late ? w.driveFix : w.longFix,
  };
}

/** An instant on the clocks of a zone, with its date where the day is not plain. */
function clockIn(at: number, zone: string, dated: boolean): string {
  const { date, minutes } = wallOf(at, zone);
  const text = dial(minutes, prefs.value.cycle);
  return dated ? `${shortDate(date)} ${text}` : text;
}

/** Where a problem is mended, and what to call the way there. */
export function mendOf(problem: Problem, tour: string): { label: string; to: Route } {
  const { mend } = planWords.value.problems;
  const { mend: at } = problem;
  if (at.page === 'decisions')
    return { label: mend.decisions, to: { name: 'plan', tour, page: 'decisions' } };
  if (at.page === 'grid') {
    const to: Route = { name: 'plan', tour, page: 'grid', date: at.date };
    return { label: mend.grid(planWords.value.grid.columns[at.column]), to };
  }
  const label = at.date === problem.date ? mend.day : mend.dayOf(shortDate(at.date));
  return { label, to: { name: 'plan', tour, page: 'day', date: at.date } };
}
