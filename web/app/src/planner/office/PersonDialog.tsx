// Everything that is known of a person of the tour, and the way to take them out of it.

import { useRef } from 'preact/hooks';
import { remove } from '../../data/edits';
import { act, undo } from '../../data/undo';
import { words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { COLUMNS, FURTHER, personEdit, type PersonField, type WholePerson } from './personFields';

interface Props {
  tour: string;
  person: WholePerson;
  onClose: () => void;
}

export function PersonDialog({ tour, person, onClose }: Props) {
  const w = planWords.value.office.people;
  const { fields } = words.value.outbox;
  // As it was when the form opened: what arrives meanwhile must not count as typed here.
  const first = useRef(person).current;
  const save = async (form: FormData) => {
    const typed = [...COLUMNS, ...FURTHER].map((name) => [name, String(form.get(name) ?? '').trim()]);
    const edit = personEdit(first, Object.fromEntries(typed) as Partial<Record<PersonField, string>>);
    if (edit) await act(tour, [edit], w.changedAll(first.name));
    onClose();
  };
  const takeOut = async () => {
    await act(tour, [remove('person', person.id, person.ver)], w.deleted(person.name));
    onClose();
    say(w.deleted(person.name), { label: words.value.app.undo, run: () => void undo() });
  };
  const field = (name: PersonField) => (
    <TextField
      key={name}
      label={fields[name] ?? name}
      name={name}
      type={TYPES[name] ?? 'text'}
      defaultValue={first[name] ?? ''}
      maxLength={200}
      required={name === 'name'}
    />
  );
  return (
    <Dialog title={first.name} onClose={onClose} wide>
      <form
        class="form office-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <div class="office-columns">
          {(['name', 'preferred_name', ...COLUMNS.slice(1), 'company', 'dietary'] as const).map(field)}
        </div>
        <label>
          {fields.notes}
          <textarea name="notes" dir="auto" defaultValue={first.notes ?? ''} />
        </label>
        <div class="actions">
          <button type="button" class="button stop office-apart" onClick={() => void takeOut()}>
            {w.delete}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go">{words.value.app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}

const TYPES: Partial<Record<PersonField, 'date' | 'tel' | 'email'>> = {
  starts: 'date',
  ends: 'date',
  phone: 'tel',
  email: 'email',
};
