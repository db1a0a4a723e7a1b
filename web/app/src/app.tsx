// Which screen an address opens. Screens of planners come in a part of their own, when somebody plans.

import { effect, signal } from '@preact/signals';
import { type ComponentType } from 'preact';
import { Crew } from './crew/Crew';
import { open, loaded, openTour } from './data/book';
import { openLog } from './data/changes';
import { prefer, prefs } from './data/prefs';
import { may, session } from './data/session';
import { syncNow } from './data/sync';
import { words } from './i18n';
import { go, route } from './routes';
import { Invitation } from './start/invitation/Invitation';
import { Login } from './start/Login';
import { Settings } from './start/settings/Settings';
import './start/install';
import { Loading } from './ui/Loading';

/** From this width on there is room for a table, and whoever may plan begins with it. */
const DESK_WIDTH = '(min-width: 1000px)';

const Planner = signal<ComponentType | undefined>(undefined);

effect(() => {
  if (route.value.name === 'plan' && !Planner.value) {
    void import('./planner/Planner').then((part) => {
      Planner.value = part.Planner;
    });
  }
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
  const plans = may(last, 'edit') && matchMedia(DESK_WIDTH).matches;
  go(plans ? { name: 'plan', tour: last.id, page: 'grid' } : { name: 'today', tour: last.id }, 'replace');
});

export function App() {
  const at = route.value;
  if (at.name === 'invitation') return <Invitation token={at.token} />;
  if (session.value === undefined) return <Loading />;
  if (session.value === null || at.name === 'login') return <Login />;
  switch (at.name) {
    case 'settings':
      return <Settings />;
    case 'home':
      return session.value.tours.length === 0 ? <Settings /> : <Loading />;
    case 'plan':
      return Planner.value && loaded.value ? <Planner.value /> : <Loading />;
    default:
      return loaded.value ? <Crew at={at} /> : <Loading text={words.value.app.loading} />;
  }
}
