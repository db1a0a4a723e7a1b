// Where somebody was before they had to log in, or looked at the settings.

import { effect } from '@preact/signals';
import { session, tourOf } from '../data/session';
import { go, route, type Route } from '../routes';

let wanted: Route = { name: 'home' };

effect(() => {
  const at = route.value;
  if (at.name !== 'login' && at.name !== 'settings' && at.name !== 'invitation') wanted = at;
});

/** The place to go back to; the beginning where it is a tour of somebody else. */
export function before(): Route {
  const tours = session.value?.tours ?? [];
  const isOthers = 'tour' in wanted && tours.length > 0 && !tourOf(wanted.tour);
  return isOthers ? { name: 'home' } : wanted;
}

/** Goes on to where somebody wanted to be. */
export function goOn(): void {
  if (route.value.name === 'login') go(before(), 'replace');
}
