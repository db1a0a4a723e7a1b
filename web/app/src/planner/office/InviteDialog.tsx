// Inviting: which levels, for whom, how long, how often. The link is shown once.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { answered, api } from '../../api/client';
import type { Level } from '../../api/types';
import { words } from '../../i18n';
import { failureOf, type Failure } from '../../start/failures';
import { FailureText } from '../../start/FailureText';
import { momentText } from '../../start/moment';
import { TextField } from '../../start/TextField';
import { copyText } from '../../ui/copy';
import { Dialog } from '../../ui/Dialog';
import { planWords } from '../words';
import { LEVELS, type NewInvitation } from './access';

interface Props {
  tour: string;
  /** Those that the viewer manages. */
  audiences: string[];
  onClose: () => void;
}

const DAYS = 14;

export function InviteDialog({ tour, audiences, onClose }: Props) {
  const w = planWords.value.office.access;
  const made = useSignal<NewInvitation | undefined>(undefined);
  return (
    <Dialog title={made.value ? w.linkTitle : w.invite} onClose={onClose}>
      {made.value ? (
        <LinkOnce made={made.value} onClose={onClose} />
      ) : (
        <InviteForm
          tour={tour}
          audiences={audiences}
          onMade={(next) => (made.value = next)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface FormProps extends Props {
  onMade: (made: NewInvitation) => void;
}

function InviteForm({ tour, audiences, onMade, onClose }: FormProps) {
  const w = planWords.value.office.access;
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const wrong = failure.value?.kind === 'fields' ? failure.value.fields : {};
  const send = async (form: FormData) => {
    const given = audiences.flatMap((audience) => {
      const level = form.get(`level-${audience}`);
      return level ? [[audience, level as Level] as const] : [];
    });
    if (given.length === 0) {
      failure.value = { kind: 'other', text: w.needsLevel };
      return;
    }
    busy.value = true;
    failure.value = undefined;
    try {
      const body = {
        audiences: Object.fromEntries(given),
        email: String(form.get('email') ?? '').trim() || null,
        expires_in_days: Number(form.get('days')),
        uses: Number(form.get('uses')),
      };
      const params = { path: { tour } };
      onMade(await answered(api.POST('/v1/tours/{tour}/invitations', { params, body })));
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void send(new FormData(event.currentTarget));
      }}
    >
      <fieldset>
        <legend>{w.gives}</legend>
        {audiences.map((audience) => (
          <label key={audience} class="office-level">
            <span>{words.value.audience[audience] ?? audience}</span>
            <select name={`level-${audience}`}>
              <option value="">{w.none}</option>
              {LEVELS.map((level) => (
                <option key={level} value={level} selected={audience === 'everyone' && level === 'read'}>
                  {w.levels[level]}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      <TextField label={w.email} name="email" type="email" isCode hint={w.emailHint} wrong={wrong.email} />
      <div class="office-columns">
        <NumberField label={w.days} name="days" value={DAYS} max={90} wrong={wrong.expires_in_days} />
        <NumberField label={w.uses} name="uses" value={1} max={200} wrong={wrong.uses} />
      </div>
      <FailureText failure={failure.value} shown={['email', 'expires_in_days', 'uses']} />
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

interface NumberProps {
  label: string;
  name: string;
  value: number;
  max: number;
  wrong: string | undefined;
}

function NumberField({ label, name, value, max, wrong }: NumberProps) {
  return (
    <label>
      {label}
      <input
        name={name}
        type="number"
        inputMode="numeric"
        min={1}
        max={max}
        defaultValue={String(value)}
        required
      />
      {wrong && <small class="wrong">{wrong}</small>}
    </label>
  );
}

function LinkOnce({ made, onClose }: { made: NewInvitation; onClose: () => void }) {
  const w = planWords.value.office.access;
  const box = useRef<HTMLInputElement>(null);
  const copied = useSignal(false);
  const copy = async () => {
    copied.value = await copyText(made.link);
    if (!copied.value) box.current?.select();
  };
  return (
    <div class="form">
      <p>{w.linkText(momentText(Date.parse(made.expires_at)))}</p>
      <label>
        {w.link}
        <input
          ref={box}
          readOnly
          dir="ltr"
          value={made.link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <div class="actions">
        {'share' in navigator && (
          <button
            type="button"
            class="button"
            // Somebody who closes the list of apps has not failed.
            onClick={() => void navigator.share({ url: made.link }).catch(() => undefined)}
          >
            {w.share}
          </button>
        )}
        <button type="button" class="button go" onClick={() => void copy()}>
          {copied.value ? w.copied : w.copy}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {w.done}
        </button>
      </div>
    </div>
  );
}
