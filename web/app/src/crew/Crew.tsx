// The frame of the phone: the tour and the standing above, the four places below, and one of them between.

import './crew.css';
import './today/today.css';
import './row/row.css';
import './tour/tour.css';
import './travel/travel.css';
import './sizes.css';
import { useEffect } from 'preact/hooks';
import { prefs } from '../data/prefs';
import { words } from '../i18n';
import type { Route } from '../routes';
import { Toast } from '../ui/Toast';
import { Banners } from './frame/Banners';
import { Nav } from './frame/Nav';
import { Screen } from './frame/Screen';
import { titleOf } from './frame/title';
import { TopBar } from './frame/TopBar';

export type CrewRoute = Extract<Route, { name: 'today' | 'tour' | 'people' | 'travel' | 'outbox' }>;

export function Crew({ at }: { at: CrewRoute }) {
  const title = titleOf(at);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const { frame } = words.value;
  return (
    <div class={prefs.value.cycle === '12' ? 'crew h12' : 'crew'}>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {frame.skip}
      </a>
      <TopBar tour={at.tour} />
      <Nav at={at} />
      <Banners />
      <main id="content" tabIndex={-1}>
        <Screen at={at} />
      </main>
      <Toast />
    </div>
  );
}
