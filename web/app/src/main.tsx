// Where the app begins: what this device knows is on the screen before the server has been asked for anything.

import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/print.css';
import { App } from './app';
import { openOutbox } from './data/outbox';
import { startPrefs } from './data/prefs';
import { restoreSession } from './data/session';
import { startSync, syncSoon } from './data/sync';
import { startWords } from './i18n';
import { fetchPartsSoon } from './parts';
import { startRouter } from './routes';
import { startUpdates } from './sw/updates';
import { startClock } from './time/now';
import { loadTemporal } from './time/zones';
import { Failed } from './ui/Failed';

startPrefs();
startWords();
startRouter();
startClock();
const root = document.getElementById('app');
try {
  await Promise.all([loadTemporal(), restoreSession(), openOutbox(syncSoon)]);
  if (root) render(<App />, root);
  startSync();
  fetchPartsSoon();
} catch (error) {
  console.error('the app could not begin', error);
  if (root) render(<Failed />, root);
}
startUpdates();
