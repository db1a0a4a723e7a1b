// How the outbox says values: in the reader's language, on the reader's clock, records by their names.

import { computed } from '@preact/signals';
import type { AdvancePiece, DaySheet, Place } from '../../api/types';
import { dates, pieces, tourPiece } from '../../data/book';
import { entries } from '../../data/outbox';
import { prefs } from '../../data/prefs';
import { number, shortDate, words } from '../../i18n';
import type { When } from '../../time/clock';
import { spanText } from '../../time/format';
import type { Speech } from './inWords';

const DATE = /^\d{4}-\d\d-\d\d$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A note of many lines is not read in the outbox. */
const CHARS_MAX = 240;

/** What each record of the open tour is called, as far as this device knows. */
const titles = computed(() => {
  const known = new Map<string, string>();
  const note = (all: readonly unknown[]) => {
    for (const one of all as Record<string, string | undefined>[]) {
      const title = one.title || one.name || one.preferred_name || one.body?.split('\n')[0];
      if (one.id && title) known.set(one.id, title);
    }
  };
  for (const date of dates.value) {
    const sheet = pieces.value.get(date)?.body as DaySheet;
    known.set(sheet.header.day, [shortDate(date), sheet.header.city].filter(Boolean).join(', '));
    for (const section of ['schedule', 'travel', 'notes', 'tasks', 'contacts', 'hotels', 'events'] as const) {
      note(sheet[section]);
    }
    note(sheet.venues);
    note(sheet.files);
    for (const dispute of sheet.disputes) known.set(dispute.id, known.get(dispute.record) ?? '');
  }
  for (const [key, piece] of pieces.value) {
    if (!key.startsWith('advance/')) continue;
    for (const { advance, show, parts } of (piece.body as AdvancePiece).sheets) {
      const fields = parts.flatMap((part) => part.fields);
      note([
        { id: advance, name: show },
        ...fields.map(({ id, question }) => ({ id, name: question.label })),
      ]);
    }
  }
  const tour = tourPiece.value;
  if (tour) {
    note([tour.header, ...tour.header.legs, ...tour.people.people, ...tour.people.contacts, ...tour.venues]);
  }
  for (const { group } of entries.value) {
    for (const edit of group.edits) {
      if (edit.do === 'create') note([{ id: edit.id, ...(edit.fields as object) }]);
    }
  }
  return known;
});

export const speech: Speech = {
  kind: (kind) => words.value.outbox.kinds[kind] ?? plain(kind),
  field: (name) => words.value.outbox.fields[name] ?? plain(name),
  value: (value) => valueText(value),
  title: (id) => titles.value.get(id),
};

/** The server's word with the fields that it names, in the reader's language. */
export function withFields(text: string): string {
  return text.replace(/\b(?:edits\[\d+\]\.)?fields\.(\w+)/g, (_, name: string) => speech.field(name));
}

/** A name that a newer server may have and this app does not. */
function plain(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function valueText(value: unknown): string {
  const { outbox: w } = words.value;
  if (value === null || value === undefined || value === '') return w.nothing;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return wordText(value);
  if (Array.isArray(value)) return value.length === 0 ? w.nothing : value.map(valueText).join(', ');
  if (typeof value !== 'object') return '';
  if ('precision' in value) return whenText(value as When);
  const place = value as Partial<Place> & { title?: string };
  const said = [place.name ?? place.title, place.address, place.city, place.country].filter(Boolean);
  // Something else than a place: money, or a row of an answer.
  return (said.length > 0 ? said : Object.values(value)).join(', ');
}

function whenText(when: When): string {
  const { outbox: w, time } = words.value;
  return when.precision === 'hidden' ? w.hiddenTime : spanText(when, prefs.value.cycle, time);
}

function wordText(text: string): string {
  const { outbox: w, dayType, status } = words.value;
  if (DATE.test(text)) return shortDate(text);
  if (ID.test(text)) return titles.value.get(text) ?? w.aRecord;
  const known = (dayType as Record<string, string>)[text] ?? (status as Record<string, string>)[text];
  return known ?? (text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX)}…` : text);
}
