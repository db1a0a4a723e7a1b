// The pages of the desk, at its edge.

import { account, scopeOf, tourOf } from '../../data/session';
import { href, type PlanPage, type Route } from '../../routes';
import { Icon, type IconName } from '../../ui/Icon';
import { waitingGroups } from '../day/decisions/fetching';
import { openDisputes } from '../day/decisions/open';
import { initials } from '../grid/fresh';
import { nearestDay } from '../grid/tour';
import { planWords } from '../words';

const PAGES: [page: PlanPage, icon: IconName][] = [
  ['grid', 'route'],
  ['day', 'clock'],
  ['decisions', 'check'],
  ['advance', 'form'],
  ['travel', 'bus'],
  ['people', 'people'],
  ['lists', 'list'],
  ['paper', 'file'],
  ['templates', 'template'],
  ['import', 'upload'],
];

export function Rail({ tour, page }: { tour: string; page: PlanPage }) {
  const w = planWords.value.frame;
  const name = account.value?.name ?? '';
  const letters = initials(name);
  return (
    <nav class="side" aria-label={w.main}>
      <a class="mark" href={href({ name: 'settings' })} aria-label={w.home}>
        <img src="/icon.svg" alt="" width="28" height="28" />
      </a>
      {PAGES.filter(([one]) => one !== 'advance' || scopeOf(tourOf(tour), 'management')).map(
        ([one, icon]) => (
          <Item
            key={one}
            to={{ name: 'plan', tour, page: one, ...(one === 'day' ? { date: nearestDay.value } : {}) }}
            icon={icon}
            text={w.pages[one]}
            name={w.pageNames[one]}
            current={page === one || (one === 'grid' && page === 'map')}
            count={one === 'decisions' ? openDisputes.value.length + waitingGroups.value.length : 0}
          />
        ),
      )}
      <span class="gap" />
      <Item to={{ name: 'today', tour }} icon="device" text={w.phone} name={w.phoneName} />
      <Item to={{ name: 'settings' }} icon="gear" text={w.settings} name={w.settings} />
      <a class="me" href={href({ name: 'settings' })} aria-label={`${letters}, ${name}`} title={name}>
        {letters}
      </a>
    </nav>
  );
}

interface ItemProps {
  to: Route;
  icon: IconName;
  text: string;
  name: string;
  current?: boolean;
  count?: number;
}

function Item({ to, icon, text, name, current = false, count = 0 }: ItemProps) {
  const whole = name.startsWith(text) ? name : `${text}: ${name}`;
  const said = count > 0 ? `${whole}, ${planWords.value.frame.nDecisions(count)}` : whole;
  return (
    <a href={href(to)} aria-current={current ? 'page' : undefined} aria-label={said} title={said}>
      <Icon name={icon} />
      <span>{text}</span>
      {count > 0 && <i class="badge" data-count={count} />}
    </a>
  );
}
