// The way to the day before or after; an empty place at either end of the tour.

import { sheetOn } from '../../../data/book';
import { shortDate } from '../../../i18n';
import { href } from '../../../routes';
import { Icon, type IconName } from '../../../ui/Icon';

interface Props {
  tour: string;
  date: string | undefined;
  icon: IconName;
  say: (day: string) => string;
}

export function Step({ tour, date, icon, say }: Props) {
  if (!date) return <span />;
  const city = sheetOn(date)?.sheet.header.city;
  const day = [shortDate(date), city].filter(Boolean).join(', ');
  return (
    <a href={href({ name: 'today', tour, date })} aria-label={say(day)} title={say(day)}>
      <Icon name={icon} />
    </a>
  );
}
