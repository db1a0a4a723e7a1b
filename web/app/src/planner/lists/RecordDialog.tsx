// A guest or a room as a form: everything that is known of it, and the way to take it off its list.

import { useRef } from 'preact/hooks';
import { AudienceField } from '../../crew/parts/AudienceField';
import { audiencesFor } from '../../crew/audiences';
import { create, remove, type Fields } from '../../data/edits';
import { may, tourOf } from '../../data/session';
import { undo } from '../../data/undo';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { saveStep } from '../../ui/saveStep';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { ASKED, FIELDS, setsOf, typedIn } from './fields';
import './lists.css';
import type { Listed } from './overlay';
import { RecordFields } from './RecordFields';
import { recordEdits } from './recordEdits';
import type { ListKind } from './records';

interface Props {
  tour: string;
  kind: ListKind;
  /** Undefined for a new one. */
  record: Listed | undefined;
  /** What a new one belongs to, and what else it begins with. */
  begin: Fields;
  /** What it is called, from its fields. */
  nameOf: (fields: Fields) => string;
  onClose: () => void;
}

export function RecordDialog({ tour, kind, record, begin, nameOf, onClose }: Props) {
  const w = planWords.value.lists;
  const { app } = words.value;
  // As it was when the form opened: what arrives meanwhile must not count as typed here.
  const first = useRef(record).current;
  const edits = may(tourOf(tour), 'edit');
  const fields = edits || first ? FIELDS[kind] : ASKED;
  const before = first?.fields ?? begin;
  const save = async (form: FormData) => {
    const now = typedIn(form, fields, before);
    const name = nameOf({ ...before, ...now });
    const steps = first
      ? recordEdits(kind, first.id, before, now, setsOf(fields))
      : [create(kind, String(form.get('scope') ?? ''), { ...begin, ...filled(now) })];
    if (await saveStep(tour, steps, first ? w.changed(name) : w.added(name))) onClose();
  };
  const takeOff = async ({ id, ver }: Listed) => {
    const label = w.deleted(nameOf(before));
    if (!(await saveStep(tour, [remove(kind, id, ver)], label))) return;
    onClose();
    say(label, { label: app.undo, run: () => void undo() });
  };
  return (
    <Dialog title={first ? nameOf(before) : w.add[kind]} onClose={onClose} wide>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <div class="lists-fields">
          <RecordFields fields={fields} before={before} />
          {!first && <AudienceField audiences={audiencesFor(tour)} />}
        </div>
        <div class="actions">
          {first && (
            <button type="button" class="button stop lists-apart" onClick={() => void takeOff(first)}>
              {app.delete}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {app.cancel}
          </button>
          <button class="button go">{app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** A list without members says nothing. */
function filled(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}
