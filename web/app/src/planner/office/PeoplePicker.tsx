// Some of the people of the tour, by ticking their names.

import { seenPeople } from '../../data/people';

interface Props {
  label: string;
  hint: string;
  /** Their ids. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export function PeoplePicker({ label, hint, chosen, onChange }: Props) {
  const tick = (id: string, isTicked: boolean) => {
    const others = chosen.filter((one) => one !== id);
    onChange(isTicked ? [...others, id] : others);
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      <small>{hint}</small>
      <div class="office-people">
        {seenPeople.value.people.map((person) => (
          <label key={person.id} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(person.id)}
              onChange={(event) => tick(person.id, event.currentTarget.checked)}
            />
            <bdi>{person.name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
