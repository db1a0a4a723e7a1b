// The rows of the advance board: what each of them shows, and which of them somebody wants to see. Pure.

import type { BoardItem, DaySheet, SectionCounts } from '../../api/types';
import { fieldsOf, type SeenField, type SeenSheet } from './overlay';

/** The sections in the order of a sheet. */
export const SECTIONS = [
  'contacts',
  'schedule',
  'access',
  'production',
  'labor',
  'hospitality',
  'rooms',
  'security',
  'guest_list',
  'merch',
  'press',
  'settlement',
  'ground',
  'safety',
  'documents',
  'other',
] as const;

export const FILTERS = ['coming', 'all', 'attention', 'decide', 'unsent'] as const;
export type Filter = (typeof FILTERS)[number];

/** What is marked in a cell, the most pressing first. */
export const MARKS = ['disputed', 'differs', 'undecided', 'fresh'] as const;
export type Mark = (typeof MARKS)[number];

export function matches(item: BoardItem, filter: Filter, today: string): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'coming':
      return item.date >= today;
    case 'attention':
      return item.status === 'needs_attention' || item.disputed > 0 || item.differs > 0;
    case 'decide':
      return item.undecided > 0 || item.disputed > 0;
    case 'unsent':
      return !item.sent_on && item.status !== 'completed';
  }
}

/** Types of events that are advanced. One of no type is a show. */
const ADVANCED = new Set(['show', 'festival', 'support', 'private']);

/** The shows of a tour that has no sheet yet. */
export function showsOf(sheets: readonly DaySheet[]): BoardItem[] {
  return sheets.flatMap(({ header, events }) => {
    const shows = events.filter(
      (event) => event.status !== 'cancelled' && ADVANCED.has(event.event_type ?? 'show'),
    );
    return shows.map((event) => ({
      event: event.id,
      date: header.date,
      show: [header.date, event.title ?? event.venue_name, header.city].filter(Boolean).join(' · '),
      venue: event.venue_name ?? null,
      city: header.city ?? null,
      status: 'not_begun',
      ...countsOf([]),
      newest: 0,
      sections: [],
    }));
  });
}

/** The sections that some show asks about, in their order. */
export function sectionsAsked(items: readonly BoardItem[]): string[] {
  const asked = new Set(items.flatMap((item) => item.sections.map((one) => one.section)));
  const usual = SECTIONS.filter((section) => section !== 'other' || asked.has(section));
  return [...usual, ...[...asked].filter((one) => !(SECTIONS as readonly string[]).includes(one))];
}

export interface Cell {
  answers: number;
  questions: number;
  marks: { mark: Mark; n: number }[];
  /** Whether everything is answered and decided. */
  isDone: boolean;
}

/** A cell of the board; undefined where the sheet asks nothing of the section. */
export function cellOf(item: BoardItem, section: string, looked: number): Cell | undefined {
  const counts = item.sections.find((one) => one.section === section);
  if (!counts || counts.questions === 0) return undefined;
  const { answers, questions, undecided, differs, disputed, newest } = counts;
  const numbers = { disputed, differs, undecided, fresh: newest > looked ? 1 : 0 };
  return {
    answers,
    questions,
    marks: MARKS.flatMap((mark) => (numbers[mark] > 0 ? [{ mark, n: numbers[mark] }] : [])),
    isDone: answers === questions && undecided === 0 && disputed === 0,
  };
}

/** A row with what this device's own edits make of its sheet. The word for it stays the server's. */
export function withOwn(item: BoardItem, sheet: SeenSheet | undefined): BoardItem {
  if (!sheet || !fieldsOf(sheet).some((field) => field.mark)) return item;
  const sections: SectionCounts[] = sheet.parts.map(({ section, fields }) => ({
    section,
    ...countsOf(fields),
    newest: item.sections.find((one) => one.section === section)?.newest ?? 0,
  }));
  return { ...item, ...countsOf(fieldsOf(sheet)), sections };
}

export function countsOf(fields: readonly SeenField[]) {
  const n = (is: (field: SeenField) => boolean) => fields.filter(is).length;
  return {
    questions: fields.length,
    answers: n(isAnswered),
    required: n((field) => field.question.required === true),
    answered: n((field) => field.question.required === true && isAnswered(field)),
    undecided: n((field) => field.state === 'answered'),
    disputed: n((field) => field.state === 'disputed'),
    differs: n((field) => field.state === 'answered' && field.planned?.differs === true),
  };
}

function isAnswered(field: SeenField): boolean {
  return field.state !== 'open';
}
