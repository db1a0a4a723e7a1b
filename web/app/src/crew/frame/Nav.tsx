// The four places of the phone: below the thumb, and above the page where there is room.

import { words } from '../../i18n';
import { href } from '../../routes';
import { Icon, type IconName } from '../../ui/Icon';
import type { CrewRoute } from '../Crew';

const PLACES = [
  ['today', 'clock'],
  ['tour', 'list'],
  ['people', 'people'],
  ['travel', 'bus'],
] as const satisfies readonly (readonly [CrewRoute['name'], IconName])[];

export function Nav({ at }: { at: CrewRoute }) {
  const { nav } = words.value;
  return (
    <nav class="nav" aria-label={nav.label}>
      {PLACES.map(([name, icon]) => (
        <a
          key={name}
          href={href({ name, tour: at.tour })}
          aria-current={at.name === name ? 'page' : undefined}
        >
          <Icon name={icon} />
          {nav[name]}
        </a>
      ))}
    </nav>
  );
}
