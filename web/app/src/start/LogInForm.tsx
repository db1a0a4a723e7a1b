// E-mail and password. What was typed stays when it goes wrong, and edits of another account are asked about.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { logIn, OthersEdits, welcome } from '../data/session';
import { syncNow } from '../data/sync';
import { words } from '../i18n';
import { FailureText } from './FailureText';
import { failureOf, type Failure } from './failures';
import { OthersEditsDialog } from './OthersEditsDialog';
import { PasswordField } from './PasswordField';
import { TextField } from './TextField';
import { WaitButton } from './WaitButton';

interface Props {
  /** Whose log-in it probably is. */
  email?: string | undefined;
  submit?: string;
  onDone: () => void;
}

export function LogInForm({ email, submit, onDone }: Props) {
  const failure = useSignal<Failure | undefined>(undefined);
  const others = useSignal<OthersEdits | undefined>(undefined);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const w = words.value.login;

  const field = (name: string) => form.current?.elements.namedItem(name) as HTMLInputElement | null;
  useEffect(() => field(email ? 'password' : 'email')?.focus(), []);

  const attempt = async (work: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    try {
      await work();
      others.value = undefined;
      onDone();
      void syncNow();
    } catch (error) {
      others.value = error instanceof OthersEdits ? error : undefined;
      if (!others.value) fail(failureOf(error));
    } finally {
      busy.value = false;
    }
  };
  const fail = (why: Failure) => {
    failure.value = why;
    const password = field('password');
    password?.focus();
    if (why.kind === 'wrong') password?.select();
  };
  const given = () => [field('email')?.value ?? '', field('password')?.value ?? ''] as const;
  const wait = failure.value?.kind === 'limited' ? failure.value.until : 0;

  return (
    <>
      <form
        ref={form}
        class="form start-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (Date.now() >= wait) void attempt(() => logIn(...given()));
        }}
      >
        <TextField
          label={w.email}
          name="email"
          type="email"
          autocomplete="username"
          isCode
          defaultValue={email ?? ''}
          required
        />
        <PasswordField label={w.password} name="password" purpose="current-password" />
        <FailureText failure={failure.value} />
        <WaitButton until={wait} busy={busy.value} text={submit ?? w.submit} busyText={w.busy} />
      </form>
      {others.value && (
        <OthersEditsDialog
          found={others.value}
          onDelete={() => {
            const { arrived } = others.value ?? {};
            void attempt(() => (arrived ? welcome(arrived, 'delete') : logIn(...given(), 'delete')));
          }}
          onClose={(address) => {
            others.value = undefined;
            const box = field('email');
            if (address && box) box.value = address;
            // Nothing outside the dialog can have the focus until it is gone.
            setTimeout(() => field('password')?.focus());
          }}
        />
      )}
    </>
  );
}
