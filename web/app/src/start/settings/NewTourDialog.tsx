// A new tour, and for whoever has none yet the organisation that it belongs to.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { answered, api } from '../../api/client';
import { prefer } from '../../data/prefs';
import { refreshTours } from '../../data/session';
import { words } from '../../i18n';
import { go } from '../../routes';
import { Dialog } from '../../ui/Dialog';
import { zoneHere } from '../../time/zones';
import { isZone, ZoneField } from '../../ui/ZoneField';
import { failureOf, type Failure } from '../failures';
import { FailureText } from '../FailureText';
import { TextField } from '../TextField';
import { isDesk } from './desk';
import type { Organisation } from './Tours';

interface Props {
  organisations: Organisation[];
  onClose: () => void;
}

export function NewTourDialog({ organisations, onClose }: Props) {
  const w = words.value.settings;
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const zone = useSignal(zoneHere());
  const [only] = organisations;
  /** The organisation that was made here, so that trying again makes no second. */
  const own = useRef<string>(undefined);

  const make = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    if (zone.value && !isZone(zone.value)) return;
    busy.value = true;
    failure.value = undefined;
    try {
      const chosen = text('organisation') || own.current;
      const organisation = chosen || (await makeOrganisation(text('organisation_name')));
      if (!chosen) own.current = organisation;
      const body = {
        organisation,
        name: text('name'),
        artist: text('artist') || null,
        home_zone: zone.value || null,
      };
      const made = await answered(api.POST('/v1/tours', { body }));
      // It is there, although its name may have to wait for the next round.
      await refreshTours().catch(() => undefined);
      prefer({ tour: made.id });
      go(isDesk() ? { name: 'plan', tour: made.id, page: 'grid' } : { name: 'today', tour: made.id });
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  };

  return (
    <Dialog title={w.newTour} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void make(new FormData(event.currentTarget));
        }}
      >
        <TextField label={w.tourName} name="name" maxLength={200} required />
        <TextField label={w.artist} name="artist" maxLength={200} />
        <ZoneField
          label={w.homeZone}
          hint={w.homeZoneHint}
          value={zone.value}
          onChange={(next) => (zone.value = next)}
        />
        {organisations.length > 1 ? (
          <label>
            {w.organisation}
            <select name="organisation">
              {organisations.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : only ? (
          <>
            <input type="hidden" name="organisation" value={only.id} />
            <p class="settings-text" dir="auto">
              {w.ofOrganisation(only.name)}
            </p>
          </>
        ) : (
          <TextField
            label={w.organisation}
            name="organisation_name"
            hint={w.organisationHint}
            maxLength={200}
            required
          />
        )}
        <FailureText failure={failure.value} />
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button class="button go" aria-busy={busy.value}>
            {w.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

async function makeOrganisation(name: string): Promise<string> {
  const { id } = await answered(api.POST('/v1/organisations', { body: { name } }));
  return id;
}
