// How somebody likes to read, which tours they are on, what this device keeps, and the end of a log-in.

import { account, expired } from '../../data/session';
import { words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { Toast } from '../../ui/Toast';
import { before } from '../before';
import { useTitle } from '../title';
import { About } from './About';
import { AccountSection } from './AccountSection';
import { Device } from './Device';
import { LogIns } from './LogIns';
import { Reading } from './Reading';
import { Tours } from './Tours';
import '../start.css';
import './settings.css';

export function Settings() {
  const w = words.value.settings;
  useTitle(w.title);
  const back = before();
  return (
    <div class="start settings">
      <header class="settings-head">
        {back.name !== 'home' && (
          <a class="settings-back" href={href(back)}>
            <Icon name="left" />
            <span class="vh">{words.value.app.back}</span>
          </a>
        )}
        <h1>{w.title}</h1>
        <span class="settings-who" dir="auto">
          {account.value?.name}
        </span>
      </header>
      <main>
        {expired.value && (
          <p class="start-notice waits">
            {w.expired} <a href={href({ name: 'login' })}>{words.value.login.submit}</a>
          </p>
        )}
        <Tours />
        <Reading />
        <Device />
        <AccountSection />
        <LogIns />
        <About />
      </main>
      <Toast />
    </div>
  );
}
