// The people of the tour as a table in which every cell can be typed into.

import { useSignal } from '@preact/signals';
import type { EntryState } from '../../data/db';
import { seenPeople } from '../../data/people';
import { may, scopeOf, tourOf } from '../../data/session';
import { act } from '../../data/undo';
import { shortDate, words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { CellInput } from './CellInput';
import { EditMark } from './EditMark';
import { matches } from './matches';
import { PersonDialog } from './PersonDialog';
import { addEdits, COLUMNS, peopleOfText, personEdit, type Column, type WholePerson } from './personFields';

/** Values that others of the list have too are offered. */
const OFFERED = ['role', 'department', 'party'] as const satisfies readonly Column[];

export function PeopleTable({ tour, find }: { tour: string; find: string }) {
  const w = planWords.value.office.people;
  const { fields } = words.value.outbox;
  const { people, marks } = seenPeople.value;
  const open = useSignal<string | undefined>(undefined);
  const mayEdit = may(tourOf(tour), 'edit');
  const all = people as WholePerson[];
  const shown = all.filter((person) =>
    matches(
      find,
      COLUMNS.map((column) => person[column]),
    ),
  );
  const opened = all.find((person) => person.id === open.value);
  return (
    <section class="office-body" aria-label={w.list}>
      {all.length === 0 && <p class="office-nothing">{mayEdit ? w.empty : w.emptyRead}</p>}
      {all.length > 0 && shown.length === 0 && <p class="office-nothing">{w.notFound(find)}</p>}
      <table class="office-table of-people">
        <caption class="vh">{w.list}</caption>
        {shown.length > 0 && (
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" class={column}>
                  {fields[column]}
                </th>
              ))}
              <th scope="col" class="more">
                <span class="vh">{w.more}</span>
              </th>
            </tr>
          </thead>
        )}
        <tbody>
          {shown.map((person) => (
            <PersonRow
              key={person.id}
              tour={tour}
              person={person}
              mayEdit={mayEdit}
              state={marks.get(person.id)}
              onOpen={() => (open.value = person.id)}
            />
          ))}
          {mayEdit && <AddRow tour={tour} all={all} />}
        </tbody>
      </table>
      {OFFERED.map((column) => (
        <datalist key={column} id={`people-${column}`}>
          {[...new Set(all.map((person) => person[column]))].map(
            (value) => value && <option key={value}>{value}</option>,
          )}
        </datalist>
      ))}
      {opened && <PersonDialog tour={tour} person={opened} onClose={() => (open.value = undefined)} />}
    </section>
  );
}

interface RowProps {
  tour: string;
  person: WholePerson;
  mayEdit: boolean;
  state: EntryState | undefined;
  onOpen: () => void;
}

function PersonRow({ tour, person, mayEdit, state, onOpen }: RowProps) {
  const w = planWords.value.office.people;
  return (
    <tr>
      {COLUMNS.map((column) => (
        <td key={column} class={column}>
          {mayEdit ? (
            <PersonCell tour={tour} person={person} column={column} />
          ) : (
            <PersonText person={person} column={column} />
          )}
        </td>
      ))}
      <td class="more">
        <EditMark state={state} />
        {person.disputed.length > 0 && (
          <a href={href({ name: 'plan', tour, page: 'decisions' })}>{w.disputed(person.disputed.length)}</a>
        )}
        {mayEdit && (
          <button type="button" class="office-icon" aria-label={w.moreOf(person.name)} onClick={onOpen}>
            <Icon name="right" />
          </button>
        )}
      </td>
    </tr>
  );
}

interface CellProps {
  tour: string;
  person: WholePerson;
  column: Column;
}

function PersonCell({ tour, person, column }: CellProps) {
  const w = planWords.value.office.people;
  const label = words.value.outbox.fields[column] ?? column;
  const save = async (value: string) => {
    if (column === 'name' && !value) return say(w.needsName);
    const edit = personEdit(person, { [column]: value });
    if (edit) await act(tour, [edit], w.changed(person.name, label));
  };
  const type =
    column === 'starts' || column === 'ends'
      ? 'date'
      : column === 'phone'
        ? 'tel'
        : column === 'email'
          ? 'email'
          : 'text';
  return (
    <CellInput
      label={w.cell(label, person.name)}
      value={person[column] ?? ''}
      type={type}
      {...(OFFERED.some((one) => one === column) ? { list: `people-${column}` } : {})}
      onSave={save}
    />
  );
}

function PersonText({ person, column }: { person: WholePerson; column: Column }) {
  const value = person[column];
  if (!value) return null;
  if (column === 'phone') return <a href={`tel:${value}`}>{value}</a>;
  if (column === 'email') return <a href={`mailto:${value}`}>{value}</a>;
  if (column === 'starts' || column === 'ends') return <>{shortDate(value)}</>;
  return (
    <span dir="auto" title={value}>
      {value}
    </span>
  );
}

/** A name, or rows of a spreadsheet, become people. */
function AddRow({ tour, all }: { tour: string; all: WholePerson[] }) {
  const w = planWords.value.office.people;
  const text = useSignal('');
  const add = async (typed: string) => {
    const found = peopleOfText(typed);
    const scope = scopeOf(tourOf(tour));
    if (found.length === 0 || !scope) return;
    const label = found.length === 1 ? w.added(found[0]?.name ?? '') : w.addedMany(found.length);
    // Leaving the field saves too, and must find nothing to save a second time.
    text.value = '';
    await act(tour, addEdits(scope, found, all), label);
    if (found.length > 1) say(label);
  };
  return (
    <tr class="add">
      <td colSpan={COLUMNS.length + 1}>
        <Icon name="plus" />
        <input
          class="office-cell"
          aria-label={w.add}
          placeholder={w.add}
          dir="auto"
          maxLength={200}
          autocomplete="off"
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text/plain') ?? '';
            if (!/[\t\n]/.test(pasted.trim())) return;
            event.preventDefault();
            void add(pasted);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) void add(text.value);
          }}
          onBlur={() => void add(text.value)}
        />
      </td>
    </tr>
  );
}
