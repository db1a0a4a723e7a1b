// Giving a venue a link: for whom, from when and how long. The address is shown once.

import { useSignal } from '@preact/signals';
import { words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { Dialog } from '../../ui/Dialog';
import { LINE_MAX } from './answers';
import { LinkMade } from './LinkMade';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';
import { giveLink, type NewLink } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

const DAYS_MAX = 550;

export function GiveLinkDialog({ tour, sheet, onClose }: Props) {
  const { links: w } = advanceWords.value;
  const made = useSignal<NewLink | undefined>(undefined);
  return (
    <Dialog title={w.title} onClose={onClose}>
      {made.value ? (
        <LinkMade link={made.value} sheet={sheet} onClose={onClose} />
      ) : (
        <LinkForm tour={tour} sheet={sheet} onMade={(link) => (made.value = link)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function LinkForm({ tour, sheet, onMade, onClose }: Props & { onMade: (link: NewLink) => void }) {
  const { links: w, sheet: sheetWords } = advanceWords.value;
  const wrong = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const make = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const days = Number(text('days'));
    const instant = (name: string) => (text(name) ? new Date(text(name)).toISOString() : undefined);
    const [opens_at, closes_at] = [instant('opens'), instant('closes')];
    busy.value = true;
    const done = await giveLink(tour, sheet.advance, {
      ...(text('recipient') ? { recipient: text('recipient') } : {}),
      ...(opens_at ? { opens_at } : {}),
      ...(closes_at ? { closes_at } : {}),
      ...(days > 0 ? { expires_in_days: days } : {}),
      reset: form.get('reset') !== null,
    });
    busy.value = false;
    if (done.state === 'here') onMade(done.value);
    else wrong.value = done.state === 'offline' ? sheetWords.needsServer : done.why;
  };
  return (
    <form
      class="form adv-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void make(new FormData(event.currentTarget));
      }}
    >
      <TextField
        label={w.recipient}
        name="recipient"
        maxLength={LINE_MAX}
        defaultValue={sheet.recipient_name ?? ''}
      />
      <div class="office-columns">
        <label>
          {w.opensAt}
          <input name="opens" type="datetime-local" />
        </label>
        <label>
          {w.closesAt}
          <input name="closes" type="datetime-local" />
        </label>
      </div>
      <label>
        {w.days}
        <input name="days" type="number" inputMode="numeric" min={1} max={DAYS_MAX} />
        <small>{w.daysHint}</small>
      </label>
      <label class="check">
        <input type="checkbox" name="reset" />
        {w.reset}
      </label>
      <p role="alert" class={wrong.value ? 'start-alert' : 'vh'}>
        {wrong.value}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {words.value.app.cancel}
        </button>
        <button class="button go" aria-busy={busy.value}>
          {w.make}
        </button>
      </div>
    </form>
  );
}
