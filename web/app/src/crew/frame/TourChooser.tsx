// The other tours of this account, and the ways out of the phone's screens.

import { may, session, tourOf } from '../../data/session';
import { shortDate, words } from '../../i18n';
import { href, type Route } from '../../routes';
import { Dialog } from '../../ui/Dialog';
import { Icon, type IconName } from '../../ui/Icon';

interface Props {
  tour: string;
  onClose: () => void;
}

export function TourChooser({ tour, onClose }: Props) {
  const { frame } = words.value;
  const tours = session.value?.tours ?? [];
  const way = (to: Route, icon: IconName, text: string) => (
    <li>
      <a href={href(to)} onClick={onClose}>
        <Icon name={icon} />
        <span>{text}</span>
      </a>
    </li>
  );
  return (
    <Dialog title={frame.chooser} onClose={onClose}>
      <nav class="choices" aria-label={frame.chooser}>
        {tours.length > 1 && (
          <>
            <h3>{frame.tours}</h3>
            <ul>
              {tours.toReversed().map((one) => (
                <li key={one.id}>
                  <a
                    href={href({ name: 'today', tour: one.id })}
                    aria-current={one.id === tour ? 'true' : undefined}
                    onClick={onClose}
                  >
                    <span dir="auto">
                      {one.name}
                      {one.first_date && one.last_date && (
                        <small>
                          {words.value.agenda.dates(shortDate(one.first_date), shortDate(one.last_date))}
                        </small>
                      )}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <ul>
          {may(tourOf(tour), 'edit') && way({ name: 'plan', tour, page: 'grid' }, 'route', frame.planner)}
          {way({ name: 'settings' }, 'gear', frame.settings)}
        </ul>
      </nav>
    </Dialog>
  );
}
