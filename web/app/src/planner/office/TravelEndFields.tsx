// Where and when a leg begins or ends. A city that the tour knows brings its zone along.

import { useId } from 'preact/hooks';
import { words } from '../../i18n';
import { TimeField } from '../../ui/TimeField';
import { ZoneField } from '../../ui/ZoneField';
import { TextField } from '../../start/TextField';
import { planWords } from '../words';
import { cities } from './legs';
import type { EndForm } from './travelEdits';

interface Props {
  title: string;
  timeLabel: string;
  end: EndForm;
  onChange: (next: Partial<EndForm>) => void;
  /** Whether what stands in the field for the time is one. */
  onRead: (isRead: boolean) => void;
}

export function TravelEndFields({ title, timeLabel, end, onChange, onRead }: Props) {
  const w = planWords.value.office.travel;
  const id = useId();
  const setCity = (city: string) => {
    const zone = cities.value.get(city.trim().toLowerCase())?.zone;
    onChange(zone ? { city, zone } : { city });
  };
  return (
    <fieldset class="office-end">
      <legend>{title}</legend>
      <div class="office-columns">
        <div class="field">
          <label for={id}>{w.city}</label>
          <input
            id={id}
            dir="auto"
            maxLength={200}
            autocomplete="off"
            list={`${id}-cities`}
            value={end.city}
            onInput={(event) => setCity(event.currentTarget.value)}
          />
          <datalist id={`${id}-cities`}>
            {[...cities.value.values()].map(({ city }) => city && <option key={city}>{city}</option>)}
          </datalist>
        </div>
        <TextField
          label={w.station}
          name={`${id}-name`}
          value={end.name}
          maxLength={200}
          onInput={(name) => onChange({ name })}
        />
        <TimeField
          label={timeLabel}
          value={end.when}
          onChange={(when) => {
            onRead(when !== undefined);
            if (when !== undefined) onChange({ when });
          }}
        />
        <ZoneField
          label={words.value.outbox.fields.zone ?? ''}
          value={end.zone}
          onChange={(zone) => onChange({ zone })}
        />
      </div>
    </fieldset>
  );
}
