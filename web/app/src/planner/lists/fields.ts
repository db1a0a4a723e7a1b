// The fields of guests and rooms in the order of their forms, and what was typed into them.

import type { Fields } from '../../data/edits';
import type { ListKind } from './records';

export interface Field {
  name: string;
  type: 'text' | 'long' | 'number' | 'date' | 'check' | 'lines' | 'people' | 'person' | 'choice';
  required?: boolean;
  options?: readonly string[];
}

export const GUEST_STATUS = ['new', 'approved', 'waitlist', 'denied'] as const;
export const ROOM_TYPES = ['single', 'king', 'double', 'twin', 'triple', 'suite', 'other'] as const;
/** How many people one request may be for. */
export const QUANTITY_MAX = 100;

/** What whoever asks for a guest says of them. */
export const ASKED: readonly Field[] = [
  { name: 'name', type: 'text', required: true },
  { name: 'quantity', type: 'number' },
  { name: 'companions', type: 'lines' },
  { name: 'affiliation', type: 'text' },
  { name: 'requested_by', type: 'person' },
  { name: 'passes', type: 'text' },
  { name: 'notes', type: 'long' },
];

/** What whoever keeps the list adds. */
const DECIDED: readonly Field[] = [
  { name: 'status', type: 'choice', options: GUEST_STATUS },
  { name: 'tickets', type: 'text' },
  { name: 'pickup', type: 'text' },
  { name: 'phone', type: 'text' },
  { name: 'email', type: 'text' },
  { name: 'payment', type: 'choice', options: ['comp', 'paid'] },
  { name: 'id_required', type: 'check' },
  { name: 'box_office_note', type: 'text' },
];

export const FIELDS: Record<ListKind, readonly Field[]> = {
  guest_request: [
    ...ASKED.filter(({ name }) => name !== 'notes'),
    ...DECIDED,
    { name: 'notes', type: 'long' },
  ],
  room: [
    { name: 'room_type', type: 'choice', options: ROOM_TYPES },
    { name: 'occupants', type: 'people' },
    { name: 'guests', type: 'lines' },
    { name: 'alias', type: 'text' },
    { name: 'check_in_date', type: 'date' },
    { name: 'check_out_date', type: 'date' },
    { name: 'times', type: 'text' },
    { name: 'number', type: 'text' },
    { name: 'confirmation', type: 'text' },
    { name: 'wishes', type: 'text' },
    { name: 'billing', type: 'text' },
    { name: 'day_room', type: 'check' },
    { name: 'cancelled', type: 'check' },
    { name: 'notes', type: 'long' },
  ],
};

/** The fields whose members are added and taken out one by one. */
export function setsOf(fields: readonly Field[]): string[] {
  return fields.filter(({ type }) => type === 'lines' || type === 'people').map(({ name }) => name);
}

/** What a form says. Null is nothing; a box that is not ticked says nothing where nothing was said before. */
export function typedIn(form: FormData, fields: readonly Field[], before: Fields): Fields {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(form, field, before[field.name])]));
}

function valueOf(form: FormData, { name, type }: Field, before: unknown): unknown {
  const text = String(form.get(name) ?? '').trim();
  switch (type) {
    case 'number':
      return text === '' ? null : Number(text);
    case 'check':
      return form.has(name) ? true : typeof before === 'boolean' ? false : null;
    case 'people':
      return form.getAll(name).map(String);
    case 'lines':
      return [...new Set(text.split('\n').map((one) => one.trim()))].filter(Boolean);
    default:
      return text || null;
  }
}
