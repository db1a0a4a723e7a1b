// The form for a new day.

import { useSignal } from '@preact/signals';
import { dates, tourPiece } from '../../data/book';
import { line } from '../../data/sync';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { isZone, zones } from '../../ui/ZoneField';
import { planWords } from '../words';
import { knownPlaces } from './editing';
import { focusGrid } from './Grid';
import { around, knownCity, makeDay, newDay, type DayForm, type Failure } from './newDay';
import { typeWord } from './show';

const close = () => {
  newDay.value = undefined;
};

function change(part: Partial<DayForm>): void {
  if (newDay.value) newDay.value = { ...newDay.value, ...part };
}

export function NewDayDialog() {
  const form = newDay.value;
  return form ? <Form form={form} /> : null;
}

function Form({ form }: { form: DayForm }) {
  const w = planWords.value.grid.newDay;
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const taken = dates.value.includes(form.date);
  const wrongZone = form.zone !== '' && !isZone(form.zone);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy.value || taken || wrongZone) return;
    busy.value = true;
    failure.value = await makeDay(form);
    busy.value = false;
    if (failure.value) return;
    close();
    focusGrid();
  };
  return (
    <Dialog title={w.title} onClose={close}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <When form={form} taken={taken} />
        <Where form={form} wrongZone={wrongZone} />
        {(failure.value || line.value === 'offline') && (
          <p class="failure" role="alert">
            {failure.value?.is === 'refused' ? w.refused(failure.value.why) : w.offline}
          </p>
        )}
        <div class="actions">
          <button type="button" class="button" onClick={close}>
            {words.value.app.cancel}
          </button>
          <button class="button go" disabled={busy.value || taken || wrongZone}>
            {busy.value ? w.adding : w.add}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function When({ form, taken }: { form: DayForm; taken: boolean }) {
  const w = planWords.value.grid.newDay;
  return (
    <div class="pair">
      <label>
        {w.date}
        <input
          type="date"
          required
          autofocus
          value={form.date}
          aria-invalid={taken}
          onInput={(event) => {
            const date = event.currentTarget.value;
            change(date ? { date, ...around(date) } : { date });
          }}
        />
        {taken && <small class="wrong">{w.taken}</small>}
      </label>
      <label>
        {w.type}
        <select value={form.type} onChange={(event) => change({ type: event.currentTarget.value })}>
          {Object.keys(words.value.dayType).map((type) => (
            <option key={type} value={type}>
              {typeWord(type)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Where({ form, wrongZone }: { form: DayForm; wrongZone: boolean }) {
  const w = planWords.value.grid.newDay;
  const known = knownCity(form.city);
  const named = (city: string) => {
    const place = knownCity(city);
    change({ city, ...(place ? { country: place.country ?? '', zone: place.zone ?? form.zone } : {}) });
  };
  return (
    <>
      <div class="pair city">
        <label>
          {w.city}
          <input
            value={form.city}
            dir="auto"
            maxLength={200}
            list="new-day-cities"
            autocomplete="off"
            onInput={(event) => named(event.currentTarget.value)}
          />
          <datalist id="new-day-cities">
            {[...knownPlaces.value.values()].map((place) => (
              <option key={place.city} value={place.city ?? ''}>
                {place.city}
              </option>
            ))}
          </datalist>
        </label>
        <label>
          {w.country}
          <input
            value={form.country}
            maxLength={2}
            pattern="[A-Za-z]{2}"
            placeholder="DE"
            title={w.countryHint}
            onInput={(event) => change({ country: event.currentTarget.value.toUpperCase() })}
          />
        </label>
      </div>
      <label>
        {w.zone}
        <input
          value={form.zone}
          list="new-day-zones"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={wrongZone}
          onInput={(event) => change({ zone: event.currentTarget.value.trim() })}
        />
        <datalist id="new-day-zones">
          {zones().map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
        <small class={wrongZone ? 'wrong' : ''}>
          {wrongZone
            ? w.noZone
            : known?.zone === form.zone && known.city
              ? w.zoneFrom(known.city)
              : w.zoneHint}
        </small>
      </label>
      <label>
        {w.leg}
        <select value={form.leg} onChange={(event) => change({ leg: event.currentTarget.value })}>
          <option value="">{w.none}</option>
          {(tourPiece.value?.header.legs ?? []).map((leg) => (
            <option key={leg.id} value={leg.id}>
              {leg.name}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
