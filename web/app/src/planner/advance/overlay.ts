// A sheet with this device's own edits on top, until the piece that the server sends shows them itself, and the edits
// of answers. Pure: what is given stays as it is.

import type { AdvanceSheet, Edit, SheetField } from '../../api/types';
import type { Entry, EntryState } from '../../data/db';
import { create, set } from '../../data/edits';

/** A question, and how far this device's own edit of its answer has got. */
export type SeenField = SheetField & {
  mark?: EntryState;
  /** Whether the answer's record is there: on the server, or among the edits before. */
  made?: boolean;
};

export type SeenSheet = Omit<AdvanceSheet, 'parts'> & {
  parts: { section: string; fields: SeenField[] }[];
};

/** Who said something, by which way, and when. */
export interface Answered {
  by?: string;
  via: string;
  at: string;
}

export interface Said {
  /** Null takes the answer back. */
  answer: unknown;
  answered: Answered;
  remark: string | null;
}

const SHOWN: ReadonlySet<EntryState> = new Set(['waiting', 'sent']);

/** Puts the entries of a tour on top of a sheet, oldest first. */
export function overlaySheet(base: AdvanceSheet, entries: readonly Entry[]): SeenSheet {
  let sheet: SeenSheet = base;
  for (const { group, state } of entries) {
    for (const edit of group.edits) sheet = withEdit(sheet, edit, state);
  }
  return sheet;
}

function withEdit(sheet: SeenSheet, edit: Edit, state: EntryState): SeenSheet {
  if (edit.do === 'settle') {
    const found = fieldsOf(sheet).find((field) => field.dispute === edit.dispute);
    return found ? withField(sheet, found.id, (field) => settled(field, edit.to, state)) : sheet;
  }
  const shown = SHOWN.has(state);
  if (edit.kind === 'advance_field') {
    return withField(sheet, edit.id, (field) =>
      shown ? edited(field, edit, state) : { ...field, mark: state },
    );
  }
  if (edit.kind === 'advance' && edit.id === sheet.advance && edit.do === 'set' && shown) {
    return { ...sheet, ...newValues(edit.fields) };
  }
  if (edit.kind === 'handout' && edit.do === 'create' && shown) {
    const fields = edit.fields as unknown as { advance?: string; file: string; name: string };
    if (fields.advance !== sheet.advance || sheet.handouts.some((one) => one.id === edit.id)) return sheet;
    return { ...sheet, handouts: [...sheet.handouts, { ...fields, id: edit.id, outdated: false }] };
  }
  if (edit.kind === 'handout' && edit.do === 'delete' && shown) {
    return { ...sheet, handouts: sheet.handouts.filter((one) => one.id !== edit.id) };
  }
  return sheet;
}

export function fieldsOf(sheet: SeenSheet): SeenField[] {
  return sheet.parts.flatMap((part) => part.fields);
}

function withField(sheet: SeenSheet, id: string, change: (field: SeenField) => SeenField): SeenSheet {
  if (!fieldsOf(sheet).some((field) => field.id === id)) return sheet;
  const parts = sheet.parts.map((part) => ({
    ...part,
    fields: part.fields.map((field) => (field.id === id ? change(field) : field)),
  }));
  return { ...sheet, parts };
}

function edited(field: SeenField, edit: Exclude<Edit, { do: 'settle' }>, mark: EntryState): SeenField {
  switch (edit.do) {
    case 'create':
      // What the server has is newer than an edit that it has had.
      return field.ver > 0 ? field : { ...said(field, edit.fields), made: true, mark };
    case 'set':
      return { ...said(field, newValues(edit.fields)), mark };
    case 'delete':
      return { ...said(field, { answer: null, answered: null, remark: null }), made: false, mark };
    default:
      return field;
  }
}

/** A field with new values. What was decided was decided about another answer. */
function said(field: SeenField, values: Record<string, unknown>): SeenField {
  const next = { ...field };
  if ('remark' in values) next.remark = (values.remark as string | null) ?? null;
  if (!('answer' in values)) return next;
  const answered = (values.answered ?? undefined) as Answered | undefined;
  next.answer = values.answer ?? null;
  next.text = null;
  next.state = next.answer === null ? 'open' : 'answered';
  next.by = answered?.by ?? null;
  next.via = answered?.via ?? null;
  next.at = answered?.at ?? null;
  if (next.decided) next.decided = { ...next.decided, outdated: true };
  // Only the server knows where the answer would go; it says so with the next piece.
  if (next.planned) next.planned = { ...next.planned, differs: false };
  return next;
}

function settled(field: SeenField, to: unknown, mark: EntryState): SeenField {
  if (!SHOWN.has(mark)) return { ...field, mark };
  const { text: _text, ...rest } = field;
  const state = to === null ? 'open' : 'answered';
  return { ...rest, answer: to ?? null, state, dispute: null, others: [], mark };
}

function newValues(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, pair]) => [name, (pair as unknown[])[1]]));
}

/** The edit that says something; undefined where it is what is in force. It mirrors the server's `advance/say.rs`. */
export function sayEdit(sheet: SeenSheet, field: SeenField, scope: string, said: Said): Edit | undefined {
  const saysNew = !same(said.answer ?? null, field.answer ?? null);
  const remarksNew = said.remark !== (field.remark ?? null);
  if (!saysNew && !remarksNew) return undefined;
  const { answer, answered, remark } = said;
  if (field.ver === 0 && !field.made) {
    const fields = {
      advance: sheet.advance,
      key: field.question.key,
      ...(saysNew ? { answer, answered } : {}),
      ...(remarksNew ? { remark } : {}),
    };
    return create('advance_field', scope, fields, field.id);
  }
  const before = field.via
    ? { ...(field.by ? { by: field.by } : {}), via: field.via, at: field.at ?? answered.at }
    : null;
  return set('advance_field', field.id, {
    ...(saysNew ? { answer: [field.answer ?? null, answer], answered: [before, answered] } : {}),
    ...(remarksNew ? { remark: [field.remark ?? null, remark] } : {}),
  });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
