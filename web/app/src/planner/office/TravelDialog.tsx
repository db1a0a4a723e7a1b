// A leg of travel as a form: how, from where and when, to where and when, who, how far.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { dates, sheetOn } from '../../data/book';
import { remove } from '../../data/edits';
import { seenPeople } from '../../data/people';
import { scopeOf, tourOf } from '../../data/session';
import { act, undo } from '../../data/undo';
import { shortDate, words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { isZone } from '../../ui/ZoneField';
import { planWords } from '../words';
import { DistanceFields } from './DistanceFields';
import { cities, dateHere, type DatedLeg } from './legs';
import type { Fields } from './rawTravel';
import { formOf, newTravel, travelEdits, type EndForm, type TravelForm } from './travelEdits';
import { TravelEndFields } from './TravelEndFields';

interface Props {
  tour: string;
  /** Undefined for a new one. */
  dated: DatedLeg | undefined;
  /** The fields of its record. */
  fields: Fields;
  onClose: () => void;
}

const MODES = ['bus', 'van', 'truck', 'car', 'flight', 'train', 'ferry', 'walk', 'other'];
const STATUSES = ['draft', 'unconfirmed', 'confirmed', 'cancelled'] as const;

export function TravelDialog({ tour, dated, fields, onClose }: Props) {
  const w = planWords.value.office.travel;
  const names = words.value.outbox.fields;
  // As they were when the form opened; what arrives meanwhile must not count as typed here.
  const before = useRef(fields).current;
  const first = useRef(dated ? formOf(before, zonesOf(dated)) : blank()).current;
  const form = useSignal<TravelForm>(first);
  const wrong = useSignal('');
  const unread = useSignal<ReadonlySet<string>>(new Set());
  const now = form.value;
  const change = (next: Partial<TravelForm>) => (form.value = { ...form.value, ...next });
  const note = (field: string, isRead: boolean) => {
    const next = new Set(unread.value);
    if (isRead) next.delete(field);
    else next.add(field);
    unread.value = next;
  };
  const changeEnd = (at: 'depart' | 'arrive', next: Partial<EndForm>) =>
    change({ [at]: { ...form.value[at], ...next } } as Partial<TravelForm>);

  const save = async () => {
    const zones = [now.depart.zone, now.arrive.zone].filter((zone) => zone && !isZone(zone));
    if (unread.value.size > 0 || zones.length > 0) return (wrong.value = w.notRead);
    const scope = scopeOf(tourOf(tour));
    const title = now.title || w.to(now.arrive.city || now.arrive.name) || w.leg;
    const edits = dated
      ? travelEdits(dated.leg.id, before, first, now, cities.value)
      : scope
        ? [newTravel(scope, now, cities.value)]
        : [];
    if (edits.length > 0) await act(tour, edits, dated ? w.changed(title) : w.added(title));
    return onClose();
  };
  const takeOut = async () => {
    if (!dated) return;
    await act(tour, [remove('travel', dated.leg.id, dated.leg.ver)], w.deleted(dated.leg.title));
    onClose();
    say(w.deleted(dated.leg.title), { label: words.value.app.undo, run: () => void undo() });
  };
  const text = (name: 'title' | 'operator' | 'number' | 'reference' | 'party') => (
    <TextField
      label={names[name] ?? name}
      name={name}
      value={now[name]}
      maxLength={200}
      onInput={(value) => change({ [name]: value })}
    />
  );
  return (
    <Dialog title={dated ? dated.leg.title || w.leg : w.add} onClose={onClose} wide>
      <form
        class="form office-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="office-columns">
          {dated ? (
            <p class="office-fixed">
              <span>{names.date}</span> {shortDate(dated.date)}
            </p>
          ) : (
            <label>
              {names.date}
              <select
                value={now.day}
                required
                onChange={(event) => change({ day: event.currentTarget.value })}
              >
                {dates.value.map((date) => {
                  const header = sheetOn(date)?.sheet.header;
                  return (
                    <option key={date} value={header?.day ?? ''}>
                      {[shortDate(date), header?.city].filter(Boolean).join(', ')}
                    </option>
                  );
                })}
              </select>
            </label>
          )}
          <label>
            {names.mode}
            <select value={now.mode} onChange={(event) => change({ mode: event.currentTarget.value })}>
              <option value="">–</option>
              {MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {w.modes[mode]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {names.status}
            <select value={now.status} onChange={(event) => change({ status: event.currentTarget.value })}>
              <option value="">–</option>
              {STATUSES.map((status) => (
                <option key={status} value={status}>
                  {words.value.status[status]}
                </option>
              ))}
            </select>
          </label>
          {text('title')}
          {text('number')}
          {text('operator')}
          {text('reference')}
        </div>
        <TravelEndFields
          title={w.departure}
          end={now.depart}
          timeLabel={names.depart ?? ''}
          onChange={(next) => changeEnd('depart', next)}
          onRead={(isRead) => note('depart', isRead)}
        />
        <TravelEndFields
          title={w.arrival}
          end={now.arrive}
          timeLabel={names.arrive ?? ''}
          onChange={(next) => changeEnd('arrive', next)}
          onRead={(isRead) => note('arrive', isRead)}
        />
        <DistanceFields form={now} onChange={change} onRead={note} />
        <fieldset>
          <legend>{names.people}</legend>
          <small>{w.peopleHint}</small>
          <div class="office-people">
            {seenPeople.value.people.map((person) => (
              <label key={person.id} class="check">
                <input
                  type="checkbox"
                  checked={now.people.includes(person.id)}
                  onChange={(event) => {
                    const others = form.value.people.filter((one) => one !== person.id);
                    change({ people: event.currentTarget.checked ? [...others, person.id] : others });
                  }}
                />
                <bdi>{person.name}</bdi>
              </label>
            ))}
          </div>
        </fieldset>
        {text('party')}
        <label>
          {names.notes}
          <textarea
            name="notes"
            dir="auto"
            value={now.notes}
            onInput={(event) => change({ notes: event.currentTarget.value })}
          />
        </label>
        <p role="alert" class={wrong.value ? 'start-alert' : 'vh'}>
          {wrong.value}
        </p>
        <div class="actions">
          {dated && (
            <button type="button" class="button stop office-apart" onClick={() => void takeOut()}>
              {w.delete}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go">{words.value.app.save}</button>
        </div>
      </form>
    </Dialog>
  );
}

function zonesOf({ leg, zone }: DatedLeg) {
  const depart = leg.depart.zone?.name ?? zone;
  return { depart, arrive: leg.arrive.zone?.name ?? depart };
}

/** A new leg begins on the next date, in its city, and goes to the city of the date after. */
function blank(): TravelForm {
  const from = dates.value.find((date) => date >= dateHere.value) ?? dates.value.at(-1) ?? '';
  const after = dates.value.find((date) => date > from) ?? '';
  const [start, end] = [sheetOn(from)?.sheet.header, sheetOn(after)?.sheet.header];
  const depart = start?.zone?.name ?? '';
  const form = formOf({ day: start?.day, mode: 'bus' }, { depart, arrive: end?.zone?.name ?? depart });
  form.depart.city = start?.city ?? '';
  form.arrive.city = end?.city ?? '';
  return form;
}
