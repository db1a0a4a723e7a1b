// Making groups of edits. Each edit says from which value to which, as the screen showed it, so that the server
// can tell whether somebody else was faster.

import type { Edit, Group } from '../api/types';
import { newId } from './ids';

export type Value = unknown;
export type Fields = Record<string, Value>;

/** From this value to that one, for each field. */
export function set(kind: string, id: string, fields: Record<string, [from: Value, to: Value]>): Edit {
  const pairs = Object.entries(fields).map(([name, [from, to]]) => [name, [from ?? null, to ?? null]]);
  return { do: 'set', kind, id, fields: Object.fromEntries(pairs) } as Edit;
}

export function create(kind: string, scope: string, fields: Fields, id = newId()): Edit {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return { do: 'create', kind, scope, id, fields: Object.fromEntries(given) } as unknown as Edit;
}

export function remove(kind: string, id: string, ver: number): Edit {
  return { do: 'delete', kind, id, ver };
}

export function undelete(kind: string, id: string): Edit {
  return { do: 'undelete', kind, id };
}

/** Decides a dispute; `saw` names everything that was on the screen. */
export function settle(dispute: string, to: Value, saw: string[]): Edit {
  return { do: 'settle', dispute, to, saw } as unknown as Edit;
}

export function group(edits: Edit[], reason?: string, now = new Date()): Group {
  return { id: newId(now.getTime()), edits, said_at: now.toISOString(), ...(reason ? { reason } : {}) };
}

/** The edits that take a group back, in the opposite order; `vers` are the versions now. */
export function inverse(edits: Edit[], vers: (id: string) => number): Edit[] {
  return edits.toReversed().flatMap((edit): Edit[] => {
    switch (edit.do) {
      case 'set': {
        const pairs = Object.entries(edit.fields) as [string, [Value, Value]][];
        return [
          set(edit.kind, edit.id, Object.fromEntries(pairs.map(([name, [from, to]]) => [name, [to, from]]))),
        ];
      }
      case 'create':
        return edit.kind === 'advance_field' ? [unsaid(edit)] : [remove(edit.kind, edit.id, vers(edit.id))];
      case 'delete':
        return [undelete(edit.kind, edit.id)];
      case 'undelete':
        return [remove(edit.kind, edit.id, vers(edit.id))];
      case 'add':
        return [{ ...edit, do: 'remove' }];
      case 'remove':
        return [{ ...edit, do: 'add' }];
      case 'settle':
        return [];
    }
  });
}

/** Takes back what was said, and leaves the record: its id is the question's, so the next answer needs it. */
function unsaid({ kind, id, fields }: Extract<Edit, { do: 'create' }>): Edit {
  const { advance: _advance, key: _key, ...said } = fields as Fields;
  return set(
    kind,
    id,
    Object.fromEntries(Object.entries(said).map(([name, value]) => [name, [value, null]])),
  );
}
