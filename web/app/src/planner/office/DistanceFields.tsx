// How far, how long at the wheel, and when to be in the lobby.

import { useSignal } from '@preact/signals';
import { prefs } from '../../data/prefs';
import { words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { TimeField } from '../../ui/TimeField';
import { planWords } from '../words';
import { minutesOfText, textOfMinutes } from './driveTime';
import type { TravelForm } from './travelEdits';

interface Props {
  form: TravelForm;
  onChange: (next: Partial<TravelForm>) => void;
  /** Whether what stands in a field can be read. */
  onRead: (field: string, isRead: boolean) => void;
}

const KM_PER_MILE = 1.609344;

export function DistanceFields({ form, onChange, onRead }: Props) {
  const w = planWords.value.office.travel;
  const per = prefs.value.units === 'mi' ? KM_PER_MILE : 1;
  const shown = form.distance === null ? '' : String(Math.round(form.distance / per));
  const drive = useSignal(textOfMinutes(form.drive));
  const isWrong = minutesOfText(drive.value) === undefined;
  return (
    <div class="office-columns">
      <TextField
        label={prefs.value.units === 'mi' ? w.miles : w.kilometres}
        name="distance"
        type="number"
        value={shown}
        onInput={(text) => {
          const typed = text === '' ? null : Math.max(0, Math.round(Number(text) * per));
          onChange({ distance: typed });
        }}
      />
      <TextField
        label={w.drive}
        name="drive"
        value={drive.value}
        hint={w.driveHint}
        wrong={isWrong ? w.driveWrong : undefined}
        onInput={(text) => {
          drive.value = text;
          const minutes = minutesOfText(text);
          onRead('drive', minutes !== undefined);
          if (minutes !== undefined) onChange({ drive: minutes });
        }}
      />
      <TimeField
        label={words.value.outbox.fields.lobby_call ?? ''}
        value={form.lobby}
        onChange={(when) => {
          onRead('lobby', when !== undefined);
          if (when !== undefined) onChange({ lobby: when });
        }}
      />
    </div>
  );
}
