// Logging in. What was typed stays when it goes wrong.

import { useSignal } from '@preact/signals';
import { Refused } from '../api/client';
import { logIn } from '../data/session';
import { syncNow } from '../data/sync';
import { words } from '../i18n';
import { go } from '../routes';

export function Login() {
  const trouble = useSignal('');
  const w = words.value.login;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await logIn(String(form.get('email')), String(form.get('password')));
      go({ name: 'home' }, 'replace');
      void syncNow();
    } catch (error) {
      trouble.value = error instanceof Refused ? (error.status === 429 ? w.limited : w.wrong) : w.unreachable;
    }
  };
  return (
    <main class="start">
      <h1>{w.title}</h1>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {w.email} <input name="email" type="email" autocomplete="username" required />
        </label>
        <label>
          {w.password} <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p role="alert">{trouble.value}</p>
        <button>{w.submit}</button>
      </form>
    </main>
  );
}
