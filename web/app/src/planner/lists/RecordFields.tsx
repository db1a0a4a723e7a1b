// The fields of a guest or a room as a form has them. The form keeps what is typed.

import { seenPeople } from '../../data/people';
import type { Fields } from '../../data/edits';
import { TextField } from '../../start/TextField';
import { planWords } from '../words';
import { QUANTITY_MAX, type Field } from './fields';

const TEXT_MAX = 200;

interface Props {
  fields: readonly Field[];
  before: Fields;
}

export function RecordFields({ fields, before }: Props) {
  return (
    <>
      {fields.map((field) => (
        <RecordField key={field.name} field={field} value={before[field.name]} />
      ))}
    </>
  );
}

function RecordField({ field, value }: { field: Field; value: unknown }) {
  const w = planWords.value.lists;
  const { name, type, options = [], required = false } = field;
  const label = (w.fields as Record<string, string>)[name] ?? name;
  const text = value === null || value === undefined ? '' : String(value);
  switch (type) {
    case 'text':
    case 'date':
      return (
        <TextField
          label={label}
          name={name}
          type={type}
          defaultValue={text}
          maxLength={TEXT_MAX}
          required={required}
        />
      );
    case 'number':
      return (
        <label>
          {label}
          <input
            name={name}
            type="number"
            inputMode="numeric"
            min={1}
            max={QUANTITY_MAX}
            defaultValue={text}
          />
        </label>
      );
    case 'check':
      return (
        <label class="check">
          <input type="checkbox" name={name} defaultChecked={value === true} />
          <span>{label}</span>
        </label>
      );
    case 'choice':
      return (
        <label>
          {label}
          <select name={name}>
            <option value="">{w.unsaid}</option>
            {options.map((one) => (
              <option key={one} value={one} selected={one === text}>
                {(w.options as Record<string, string>)[one] ?? one}
              </option>
            ))}
          </select>
        </label>
      );
    case 'person':
      return (
        <label>
          {label}
          <select name={name}>
            <option value="">{w.unsaid}</option>
            {seenPeople.value.people.map((person) => (
              <option key={person.id} value={person.id} selected={person.id === text}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
      );
    case 'people':
      return <Ticked label={label} name={name} ticked={(value as string[] | undefined) ?? []} />;
    case 'lines':
    case 'long':
      return (
        <label class="wide">
          {label}
          <textarea
            name={name}
            dir="auto"
            rows={2}
            defaultValue={type === 'lines' ? ((value as string[] | undefined) ?? []).join('\n') : text}
          />
        </label>
      );
  }
}

function Ticked({ label, name, ticked }: { label: string; name: string; ticked: readonly string[] }) {
  return (
    <fieldset class="wide">
      <legend>{label}</legend>
      <div class="lists-people">
        {seenPeople.value.people.map((person) => (
          <label key={person.id} class="check">
            <input
              type="checkbox"
              name={name}
              value={person.id}
              defaultChecked={ticked.includes(person.id)}
            />
            <bdi>{person.name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
