// Somebody's name, password, and log-out.

import { useSignal } from '@preact/signals';
import { answered, api } from '../../api/client';
import { account, renamed } from '../../data/session';
import { words } from '../../i18n';
import { go } from '../../routes';
import { say } from '../../ui/Toast';
import { failureOf, type Failure } from '../failures';
import { FailureText } from '../FailureText';
import { LogOutDialog } from '../LogOutDialog';
import { PasswordField } from '../PasswordField';
import { passwordWrong } from '../passwords';
import { TextField } from '../TextField';
import { WaitButton } from '../WaitButton';

export function AccountSection() {
  const w = words.value.settings;
  const open = useSignal<'name' | 'password' | undefined>(undefined);
  const leaving = useSignal(false);
  const who = account.value;
  return (
    <section aria-labelledby="account">
      <h2 id="account">{w.account}</h2>
      <p class="settings-text" dir="auto">
        {who?.name}, {who?.email}
      </p>
      {open.value === 'name' && <NameForm onClose={() => (open.value = undefined)} />}
      {open.value === 'password' && <PasswordForm onClose={() => (open.value = undefined)} />}
      <div class="settings-row">
        {open.value === undefined && (
          <>
            <button type="button" class="button" onClick={() => (open.value = 'name')}>
              {w.changeName}
            </button>
            <button type="button" class="button" onClick={() => (open.value = 'password')}>
              {w.changePassword}
            </button>
          </>
        )}
        <button type="button" class="button stop" onClick={() => (leaving.value = true)}>
          {words.value.logOut.leave}
        </button>
      </div>
      {leaving.value && (
        <LogOutDialog
          onClose={() => (leaving.value = false)}
          onDone={() => go({ name: 'home' }, 'replace')}
        />
      )}
    </section>
  );
}

function NameForm({ onClose }: { onClose: () => void }) {
  const w = words.value.settings;
  const change = useChange(async (form) => {
    const { account: who } = await answered(
      api.PATCH('/v1/me', { body: { name: String(form.get('name')) } }),
    );
    await renamed(who);
    say(w.nameChanged);
    onClose();
  });
  return (
    <form class="form settings-form" onSubmit={change.submit}>
      <TextField
        label={words.value.invitation.name}
        name="name"
        autocomplete="name"
        defaultValue={account.value?.name ?? ''}
        maxLength={200}
        required
        wrong={change.wrong.name}
      />
      <FormEnd change={change} shown={['name']} text={words.value.app.save} onClose={onClose} />
    </form>
  );
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const w = words.value.settings;
  const change = useChange(async (form) => {
    const next = String(form.get('new'));
    const tooShort = passwordWrong(next);
    if (tooShort) return { kind: 'fields', fields: { 'password.new': tooShort } };
    const password = { old: String(form.get('old')), new: next };
    await answered(api.PATCH('/v1/me', { body: { password } }));
    say(w.passwordChanged);
    onClose();
    return undefined;
  });
  return (
    <form class="form settings-form" onSubmit={change.submit}>
      <input type="hidden" autocomplete="username" value={account.value?.email} />
      <PasswordField
        label={w.oldPassword}
        name="old"
        purpose="current-password"
        wrong={change.wrong['password.old'] && w.wrongPassword}
      />
      <PasswordField
        label={w.newPassword}
        name="new"
        purpose="new-password"
        hint={words.value.invitation.passwordHint}
        wrong={change.wrong['password.new']}
      />
      <p class="settings-text">{w.endsOthers}</p>
      <FormEnd
        change={change}
        shown={['password.old', 'password.new']}
        text={w.changePassword}
        onClose={onClose}
      />
    </form>
  );
}

interface Changing {
  submit: (event: SubmitEvent) => void;
  wrong: Record<string, string>;
  failure: Failure | undefined;
  busy: boolean;
}

/** One try to change something, and what came of it. */
function useChange(work: (form: FormData) => Promise<Failure | undefined | void>): Changing {
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    work(new FormData(event.currentTarget as HTMLFormElement))
      .then((found) => (failure.value = found ?? undefined))
      .catch((error: unknown) => (failure.value = failureOf(error)))
      .finally(() => (busy.value = false));
  };
  const now = failure.value;
  return { submit, wrong: now?.kind === 'fields' ? now.fields : {}, failure: now, busy: busy.value };
}

interface EndProps {
  change: Changing;
  shown: readonly string[];
  text: string;
  onClose: () => void;
}

function FormEnd({ change, shown, text, onClose }: EndProps) {
  return (
    <>
      <FailureText failure={change.failure} shown={shown} />
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {words.value.app.cancel}
        </button>
        <WaitButton
          text={text}
          busyText={words.value.app.saving}
          busy={change.busy}
          until={change.failure?.kind === 'limited' ? change.failure.until : 0}
        />
      </div>
    </>
  );
}
