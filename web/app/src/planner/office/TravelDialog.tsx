// A leg of travel as a form: how, from where and when, to where and when, who, how far.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { remove } from '../../data/edits';
import { scopeOf, tourOf } from '../../data/session';
import { act, undo } from '../../data/undo';
import { words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { isZone } from '../../ui/ZoneField';
import { planWords } from '../words';
import { DistanceFields } from './DistanceFields';
import { cities, type DatedLeg } from './legs';
import { newLegForm, zonesOf } from './newLegForm';
import { PeoplePicker } from './PeoplePicker';
import type { Fields } from './rawTravel';
import { TravelBasics } from './TravelBasics';
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

export function TravelDialog({ tour, dated, fields, onClose }: Props) {
  const w = planWords.value.office.travel;
  // As they were when the form opened; what arrives meanwhile must not count as typed here.
  const before = useRef(fields).current;
  const first = useRef(dated ? formOf(before, zonesOf(dated)) : newLegForm()).current;
  const form = useSignal<TravelForm>(first);
  const wrong = useSignal('');
  const unread = useRef(new Set<string>()).current;
  const note = (field: string, isRead: boolean) => void (isRead ? unread.delete(field) : unread.add(field));

  const save = async () => {
    const now = form.value;
    const zones = [now.depart.zone, now.arrive.zone].filter((zone) => zone && !isZone(zone));
    if (unread.size > 0 || zones.length > 0) return (wrong.value = w.notRead);
    const scope = scopeOf(tourOf(tour)) ?? '';
    const title = now.title || w.to(now.arrive.city || now.arrive.name) || w.leg;
    const edits = dated
      ? travelEdits(dated.leg.id, before, first, now, cities.value)
      : [newTravel(scope, now, cities.value)];
    if (edits.length > 0) await act(tour, edits, dated ? w.changed(title) : w.added(title));
    return onClose();
  };
  const takeOut = async ({ leg }: DatedLeg) => {
    const label = w.deleted(leg.title || w.leg);
    await act(tour, [remove('travel', leg.id, leg.ver)], label);
    onClose();
    say(label, { label: words.value.app.undo, run: () => void undo() });
  };
  return (
    <Dialog title={dated ? dated.leg.title || w.leg : w.add} onClose={onClose} wide>
      <form
        class="form office-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TravelFields
          form={form.value}
          date={dated?.date}
          onChange={(next) => (form.value = { ...form.value, ...next })}
          onRead={note}
        />
        <p role="alert" class={wrong.value ? 'start-alert' : 'vh'}>
          {wrong.value}
        </p>
        <div class="actions">
          {dated && (
            <button type="button" class="button stop office-apart" onClick={() => void takeOut(dated)}>
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

interface FieldsProps {
  form: TravelForm;
  date: string | undefined;
  onChange: (next: Partial<TravelForm>) => void;
  /** Whether what stands in a field can be read. */
  onRead: (field: string, isRead: boolean) => void;
}

function TravelFields({ form, date, onChange, onRead }: FieldsProps) {
  const w = planWords.value.office.travel;
  const names = words.value.outbox.fields;
  const ofEnd = (at: 'depart' | 'arrive') => ({
    end: form[at],
    timeLabel: names[at] ?? at,
    onChange: (next: Partial<EndForm>) => onChange({ [at]: { ...form[at], ...next } }),
    onRead: (isRead: boolean) => onRead(at, isRead),
  });
  return (
    <>
      <TravelBasics form={form} date={date} onChange={onChange} />
      <TravelEndFields title={w.departure} {...ofEnd('depart')} />
      <TravelEndFields title={w.arrival} {...ofEnd('arrive')} />
      <DistanceFields form={form} onChange={onChange} onRead={onRead} />
      <PeoplePicker
        label={names.people ?? ''}
        hint={w.peopleHint}
        chosen={form.people}
        onChange={(people) => onChange({ people })}
      />
      <TextField
        label={names.party ?? ''}
        name="party"
        value={form.party}
        maxLength={200}
        onInput={(party) => onChange({ party })}
      />
      <label>
        {names.notes}
        <textarea
          dir="auto"
          value={form.notes}
          onInput={(event) => onChange({ notes: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
