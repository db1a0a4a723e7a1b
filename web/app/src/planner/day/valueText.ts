// A value of any field as text: times, choices and names in the reader's words, everything else as it is.

import type { AdvancePiece } from '../../api/types';
import { dates, pieces, sheetOn, tourPiece } from '../../data/book';
import { prefs } from '../../data/prefs';
import { longDate, number, words } from '../../i18n';
import { minutesOf, type When } from '../../time/clock';
import { marked, spanText } from '../../time/format';
import { planWords } from '../words';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Empty for no value. */
export function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const { day } = planWords.value;
  if (typeof value === 'boolean') {
    if (field === '$deleted') return value ? day.decision.deletedTrue : day.decision.deletedFalse;
    return value ? day.yes : day.no;
  }
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return stringText(field, value);
  if (Array.isArray(value)) {
    if (field === 'items') return day.template.rows(value.length);
    return value.map((one) => valueText(field, one)).join(', ');
  }
  return objectText(value as Record<string, unknown>);
}

function stringText(field: string, value: string): string {
  const { day } = planWords.value;
  if (ID.test(value)) return nameOf(value) ?? '…';
  if (DATE.test(value)) return longDate(value, { month: 'short', year: 'numeric' });
  const minutes = minutesOf(value);
  if (minutes !== undefined) return marked(minutes, prefs.value.cycle);
  const choices: Record<string, Record<string, string> | undefined> = {
    item_type: day.itemType,
    day_type: words.value.dayType,
    status: words.value.status,
    curfew_kind: { hard: day.item.hard, soft: day.item.soft },
  };
  return choices[field]?.[value] ?? value;
}

function objectText(value: Record<string, unknown>): string {
  if ('precision' in value) return spanText(value as unknown as When, prefs.value.cycle, words.value.time);
  const parts = ['name', 'title', 'address', 'city', 'country', 'zone'].map((key) => value[key]);
  const said = parts.filter((part) => typeof part === 'string' && part !== '');
  // Something else than a place: money, or a row of an answer.
  return (said.length > 0 ? said : Object.values(value)).join(', ');
}

/** What a record is called, as far as this device knows. */
export function nameOf(id: string): string | undefined {
  const tour = tourPiece.value;
  if (!tour) return undefined;
  const people = tour.people.people.find((one) => one.id === id || one.account === id);
  const others = [...tour.people.contacts, ...tour.venues, ...tour.header.legs];
  return people?.name ?? others.find((one) => one.id === id)?.name ?? onSheets(id) ?? inAdvances(id);
}

function onSheets(id: string): string | undefined {
  for (const date of dates.value) {
    const sheet = sheetOn(date)?.sheet;
    if (!sheet) continue;
    if (sheet.header.day === id) return longDate(date);
    const titled = [...sheet.schedule, ...sheet.travel, ...sheet.tasks, ...sheet.events, ...sheet.notes];
    const title = titled.find((one) => one.id === id)?.title;
    const named = [...sheet.hotels, ...sheet.contacts, ...sheet.files].find((one) => one.id === id)?.name;
    if (title ?? named) return title ?? named;
  }
  return undefined;
}

/** A question by what it asks, and of which show. */
function inAdvances(id: string): string | undefined {
  for (const [key, piece] of pieces.value) {
    if (!key.startsWith('advance/')) continue;
    for (const { advance, show, parts } of (piece.body as AdvancePiece).sheets) {
      if (advance === id) return show;
      const field = parts.flatMap((part) => part.fields).find((one) => one.id === id);
      if (field) return `${field.question.label}, ${show}`;
    }
  }
  return undefined;
}
