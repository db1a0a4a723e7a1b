// Records of one kind with this device's edits on top. Pure: the list that is given stays as it is.

import type { Edit } from '../../api/types';
import type { Entry, EntryState } from '../../data/db';
import type { Fields } from '../../data/edits';

export interface Listed {
  id: string;
  ver: number;
  fields: Fields;
  /** How far this device's edit of it has got. */
  mark?: EntryState;
}

/** What the server refused or holds is marked, and not shown as if it were in force. */
export function overlayRecords(base: readonly Listed[], entries: readonly Entry[], kind: string): Listed[] {
  let list = [...base];
  for (const { group, state } of entries) {
    for (const edit of group.edits) {
      if (edit.do === 'settle' || edit.kind !== kind) continue;
      const at = list.findIndex((one) => one.id === edit.id);
      const found = list[at];
      if (state !== 'waiting' && state !== 'sent') {
        if (found) list = list.with(at, { ...found, mark: state });
        continue;
      }
      const gone = base.find((one) => one.id === edit.id);
      if (edit.do === 'create' && !found)
        list.push({ id: edit.id, ver: 0, fields: edit.fields as Fields, mark: state });
      else if (edit.do === 'undelete' && !found && gone) list.push({ ...gone, mark: state });
      else if (edit.do === 'delete' && found) list = list.toSpliced(at, 1);
      else if (found)
        list = list.with(at, {
          ...found,
          fields: { ...found.fields, ...changed(found.fields, edit) },
          mark: state,
        });
    }
  }
  return list;
}

function changed(fields: Fields, edit: Edit): Fields {
  switch (edit.do) {
    case 'set':
      return Object.fromEntries(
        Object.entries(edit.fields).map(([name, pair]) => [name, (pair as unknown[])[1]]),
      );
    case 'add':
    case 'remove': {
      const others = ((fields[edit.field] as unknown[] | undefined) ?? []).filter(
        (one) => one !== edit.value,
      );
      return { [edit.field]: edit.do === 'add' ? [...others, edit.value] : others };
    }
    default:
      return {};
  }
}
