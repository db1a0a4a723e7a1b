// What a group of edits says, for people: which record, which fields, from which value to which. Pure: everything
// that has to be looked up is handed in.

import type { Edit } from '../../api/types';

export interface ChangedField {
  /** Empty where the line says everything. */
  name: string;
  /** Undefined where there was nothing before. */
  from?: string;
  to: string;
}

export interface ChangedRecord {
  /** `Schedule row`. */
  kind: string;
  title: string;
  action: Edit['do'];
  fields: ChangedField[];
}

/** How values and names are said. */
export interface Speech {
  kind: (kind: string) => string;
  field: (name: string) => string;
  value: (value: unknown, field: string) => string;
  /** What a record is called; undefined where this device does not know it. */
  title: (id: string) => string | undefined;
}

/** Fields that say nothing to a person: where a record stands and what it hangs on. */
const SILENT = new Set([
  'position',
  'day',
  'event',
  'copied_from',
  'account',
  'hash',
  'bytes',
  'advance',
  'answered',
]);

/** The edits, record by record, in their order. */
export function inWords(edits: readonly Edit[], speech: Speech): ChangedRecord[] {
  const records = new Map<string, ChangedRecord>();
  for (const edit of edits) {
    const said = recordOf(edit, speech);
    const id = edit.do === 'settle' ? edit.dispute : edit.id;
    const before = records.get(`${edit.do} ${id}`);
    if (before) before.fields.push(...said.fields);
    else records.set(`${edit.do} ${id}`, said);
  }
  return [...records.values()];
}

function recordOf(edit: Edit, speech: Speech): ChangedRecord {
  if (edit.do === 'settle') {
    const fields = [{ name: '', to: speech.value(edit.to, '') }];
    return {
      kind: speech.kind('dispute'),
      title: speech.title(edit.dispute) ?? '',
      action: 'settle',
      fields,
    };
  }
  const kind = speech.kind(edit.kind);
  const title = speech.title(edit.id) ?? givenTitle(edit) ?? '';
  return { kind, title, action: edit.do, fields: fieldsOf(edit, speech) };
}

/** What an edit itself calls its record. */
function givenTitle(edit: Edit): string | undefined {
  if (edit.do !== 'create') return undefined;
  const { title, name } = edit.fields as Record<string, unknown>;
  return typeof title === 'string' ? title : typeof name === 'string' ? name : undefined;
}

function fieldsOf(edit: Exclude<Edit, { do: 'settle' }>, speech: Speech): ChangedField[] {
  const { value, field } = speech;
  switch (edit.do) {
    case 'create': {
      const fields = Object.entries(edit.fields as Record<string, unknown>);
      // The key of an answer names its question to programs; the title says it to people.
      const isQuiet = (name: string) => name === 'key' && edit.kind === 'advance_field';
      const said = fields.filter(
        ([name]) => !SILENT.has(name) && name !== 'title' && name !== 'name' && !isQuiet(name),
      );
      return said.map(([name, to]) => ({ name: field(name), to: value(to, name) }));
    }
    case 'set': {
      const pairs = Object.entries(edit.fields) as [string, [unknown, unknown]][];
      const said = pairs.filter(([name]) => !SILENT.has(name) || pairs.length === 1);
      return said.map(([name, [from, to]]) => ({
        name: field(name),
        ...(isNothing(from) ? {} : { from: value(from, name) }),
        to: value(to, name),
      }));
    }
    case 'add':
      return [{ name: field(edit.field), to: `+ ${value(edit.value, edit.field)}` }];
    case 'remove':
      return [{ name: field(edit.field), to: `− ${value(edit.value, edit.field)}` }];
    case 'delete':
    case 'undelete':
      return [];
  }
}

/** What was empty before needs no word. */
function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The same as plain text, to be sent to somebody by another way. */
export function asText(label: string, records: readonly ChangedRecord[]): string {
  const lines = records.flatMap((record) => [
    [record.kind, record.title].filter(Boolean).join(': '),
    ...record.fields.map(({ name, from, to }) => {
      const change = from === undefined ? to : `${from} → ${to}`;
      return `  ${name ? `${name}: ` : ''}${change}`;
    }),
  ]);
  return [label, ...lines].join('\n');
}
