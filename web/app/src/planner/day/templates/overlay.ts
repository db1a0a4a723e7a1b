// Templates with this device's edits on top. Pure: the list that is given stays as it is.

import type { Entry, EntryState } from '../../../data/db';
import type { When } from '../../../time/clock';

/** A row of a template. It becomes a row of a day's schedule. */
export interface TemplateItem {
  title: string;
  when: When;
  item_type?: string;
  place?: string;
  detail?: string;
  departments?: string[];
  hard?: boolean;
  key?: boolean;
}

export interface Template {
  id: string;
  ver: number;
  name: string;
  day_type?: string | null;
  items?: TemplateItem[] | null;
  notes?: string | null;
  /** How far this device's edit of it has got. */
  mark?: EntryState;
}

/** What the server refused or holds is marked, and not shown as if it were in force. */
export function overlayTemplates(base: readonly Template[], entries: readonly Entry[]): Template[] {
  let list = [...base];
  for (const { group, state } of entries) {
    for (const edit of group.edits) {
      if (edit.do === 'settle' || edit.kind !== 'schedule_template') continue;
      const at = list.findIndex((one) => one.id === edit.id);
      const found = list[at];
      const shown = state === 'waiting' || state === 'sent';
      if (!shown) {
        if (found) list = list.with(at, { ...found, mark: state });
      } else if (edit.do === 'create') {
        const made = { name: '', ...(edit.fields as object), id: edit.id, ver: 0, mark: state };
        if (!found) list.push(made);
      } else if (edit.do === 'delete') {
        if (found) list = list.toSpliced(at, 1);
      } else if (edit.do === 'undelete') {
        const gone = base.find((one) => one.id === edit.id);
        if (!found && gone) list.push({ ...gone, mark: state });
      } else if (edit.do === 'set' && found) {
        const pairs = Object.entries(edit.fields).map(([name, pair]) => [name, (pair as unknown[])[1]]);
        list = list.with(at, { ...found, ...(Object.fromEntries(pairs) as Partial<Template>), mark: state });
      }
    }
  }
  return list;
}
