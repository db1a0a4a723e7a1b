// Which screen an address opens. Screens of planners come in a part of their own, when somebody plans.

import { effect } from '@preact/signals';
import { Crew } from './crew/Crew';
import { open, loaded, openTour } from './data/book';
import { openLog } from './data/changes';
import { prefer, prefs } from './data/prefs';
import { may, session } from './data/session';
import { syncNow } from './data/sync';
import { words } from './i18n';
import { go, route } from './routes';
import { loadForms, loadPlanner, loadStart, need, partFailed, plannerPart, startPart } from './parts';
import './start/before';
import './start/install';
import { isDesk } from './start/settings/desk';
import { Failed } from './ui/Failed';
import { Loading } from './ui/Loading';

// The part that holds the screen of the address.
effect(() => {
  const at = route.value;
  const { name } = at;
  if (name === 'plan') need(loadPlanner());
  if (session.value === null || name === 'invitation' || !('tour' in at)) need(loadStart());
  // A sheet is worth more than what is said of its paper: it is shown without.
  if ('paper' in at) loadForms().catch(console.warn);
});

// The tour of the address is the tour that is open.
effect(() => {
  const at = route.value;
  if (!session.value || !('tour' in at) || at.tour === openTour.value) return;
  const { tour } = at;
  void open(tour).then(() => {
    prefer({ tour });
    void openLog(tour);
    void syncNow();
  });
});

// Without an address, the tour that was open last.
effect(() => {
  const who = session.value;
  if (!who || route.value.name !== 'home' || who.tours.length === 0) return;
  const last = who.tours.find((tour) => tour.id === prefs.peek().tour) ?? who.tours.at(-1);
  if (!last) return;
  const plans = may(last, 'edit') && isDesk();
  go(plans ? { name: 'plan', tour: last.id, page: 'grid' } : { name: 'today', tour: last.id }, 'replace');
});

export function App() {
  const at = route.value;
  const start = startPart.value;
  if (partFailed.value) return <Failed />;
  if (at.name === 'invitation') return start ? <start.Invitation token={at.token} /> : <Loading />;
  if (session.value === undefined) return <Loading />;
  if (session.value === null || at.name === 'login') return start ? <start.Login /> : <Loading />;
  switch (at.name) {
    case 'settings':
      return start ? <start.Settings /> : <Loading />;
    case 'home':
      return start && session.value.tours.length === 0 ? <start.Settings /> : <Loading />;
    case 'plan':
      return plannerPart.value && loaded.value ? <plannerPart.value.Planner /> : <Loading />;
    default:
      return loaded.value ? <Crew at={at} /> : <Loading text={words.value.app.loading} />;
  }
}
