// The day sheet of a date, or of the show day that is on.

import { sheetOn } from '../../data/book';
import { longDate, words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { nearest, today } from '../view';
import { Sheet } from './Sheet';

interface Props {
  tour: string;
  date?: string;
  paper?: string | undefined;
}

export function Today({ tour, date, paper }: Props) {
  const at = date ?? today.value;
  const seen = sheetOn(at);
  if (seen) return <Sheet key={at} tour={tour} seen={seen} paper={paper} />;
  const w = words.value.today;
  return (
    <section class="nothing">
      <Icon name="list" />
      <p class="when">{longDate(at)}</p>
      <h1>{w.notOnTour}</h1>
      {nearest.value && (
        <a class="button go" href={href({ name: 'today', tour, date: nearest.value })}>
          {w.nearest(longDate(nearest.value))}
        </a>
      )}
    </section>
  );
}
