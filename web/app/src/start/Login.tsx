// Logging in, also again where a log-in has ended while edits wait.

import { useEffect } from 'preact/hooks';
import { waiting } from '../data/outbox';
import { account, expired, payLogOut } from '../data/session';
import { words } from '../i18n';
import { href } from '../routes';
import { before, goOn } from './before';
import { LogInForm } from './LogInForm';
import { StartPage } from './StartPage';
import { useTitle } from './title';

export function Login() {
  const w = words.value.login;
  const who = account.value;
  useTitle(w.title);
  useEffect(() => void payLogOut(), []);
  return (
    <StartPage>
      <h1>{w.title}</h1>
      {who && (
        <p class={expired.value ? 'start-notice waits' : 'start-notice'}>
          {expired.value ? w.ended(waiting.value.length) : w.loggedIn(who.name)}{' '}
          <a href={href(before())}>{expired.value ? w.stay : w.goOn}</a>
        </p>
      )}
      <LogInForm email={who?.email} onDone={goOn} />
      <p class="start-note">{w.invited}</p>
    </StartPage>
  );
}
