// Joining with a new account. Each field says what is wrong with it, before the server is asked where that is known.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { answered, api } from '../../api/client';
import { deviceLabel, isInstalled } from '../../data/device';
import { OthersEdits, othersEdits, welcome } from '../../data/session';
import { words } from '../../i18n';
import { failureOf, type Failure } from '../failures';
import { FailureText } from '../FailureText';
import { OthersEditsDialog } from '../OthersEditsDialog';
import { PasswordField } from '../PasswordField';
import { passwordWrong } from '../passwords';
import { TextField } from '../TextField';
import { WaitButton } from '../WaitButton';
import { openJoined } from './openJoined';

interface Props {
  token: string;
  /** The address has an account already, and its owner would rather log in. */
  onKnown: (email: string) => void;
}

const FIELDS = ['name', 'email', 'password'] as const;

export function NewAccountForm({ token, onKnown }: Props) {
  const { invitation: w, login } = words.value;
  const failure = useSignal<Failure | undefined>(undefined);
  const others = useSignal<OthersEdits | undefined>(undefined);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);

  const fail = (why: Failure) => {
    failure.value = why;
    const first = FIELDS.find((field) => why.kind === 'fields' && field in why.fields);
    if (first) (form.current?.elements.namedItem(first) as HTMLInputElement | null)?.focus();
  };
  const given = () => (form.current ? new FormData(form.current) : undefined);
  const submit = async (leave: 'keep' | 'delete') => {
    if (busy.value) return;
    const [name, email, password] = FIELDS.map((field) => String(given()?.get(field) ?? ''));
    const wrong = passwordWrong(password ?? '');
    if (wrong) return fail({ kind: 'fields', fields: { password: wrong } });
    busy.value = true;
    failure.value = undefined;
    others.value = undefined;
    try {
      const found = leave === 'keep' ? await othersEdits() : undefined;
      if (found) throw found;
      const label = deviceLabel(navigator.userAgent, isInstalled());
      const body = { name: name ?? '', email: email ?? '', password: password ?? '', label, cookie: true };
      const params = { path: { token } };
      const joined = await answered(api.POST('/v1/invitations/{token}/accept', { params, body }));
      if (joined.account) await welcome(joined.account, 'delete');
      openJoined(joined.tour);
    } catch (error) {
      if (error instanceof OthersEdits) others.value = error;
      else fail(failureOf(error));
    } finally {
      busy.value = false;
    }
  };
  const now = failure.value;
  const wrong = now?.kind === 'fields' ? now.fields : {};
  const isKnown = now?.kind === 'other' && /has an account/.test(now.text);

  return (
    <>
      <form
        ref={form}
        class="form start-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit('keep');
        }}
      >
        <TextField
          label={w.name}
          name="name"
          autocomplete="name"
          maxLength={200}
          required
          hint={w.nameHint}
          wrong={wrong.name}
        />
        <TextField
          label={login.email}
          name="email"
          type="email"
          autocomplete="username"
          isCode
          required
          wrong={isKnown ? w.emailTaken : wrong.email && w.emailWrong}
        />
        <PasswordField
          label={login.password}
          name="password"
          purpose="new-password"
          hint={w.passwordHint}
          wrong={wrong.password}
        />
        {isKnown ? (
          <button type="button" class="button" onClick={() => onKnown(String(given()?.get('email') ?? ''))}>
            {w.logIn}
          </button>
        ) : (
          <FailureText failure={said(now, w)} shown={FIELDS} />
        )}
        <WaitButton
          until={now?.kind === 'limited' ? now.until : 0}
          busy={busy.value}
          text={w.create}
          busyText={w.joining}
        />
      </form>
      {others.value && (
        <OthersEditsDialog
          found={others.value}
          onDelete={() => void submit('delete')}
          onClose={(address) => {
            others.value = undefined;
            if (address) onKnown(address);
          }}
        />
      )}
    </>
  );
}

/** What the whole form says: an address that the invitation is not for, in the reader's words. */
function said(failure: Failure | undefined, w: { forAnother: string; gone: string }): Failure | undefined {
  if (failure?.kind === 'gone') return { kind: 'other', text: w.gone };
  if (failure?.kind === 'other' && /another e-mail/.test(failure.text))
    return { kind: 'other', text: w.forAnother };
  return failure;
}
