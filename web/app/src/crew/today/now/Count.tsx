// How much is left, as one large number.

import { words } from '../../../i18n';

/** More is told in hours: `2:05 h left` is read faster than 125 minutes. */
const MINUTES_MAX = 99;

export function Count({ minutes }: { minutes: number }) {
  const { hoursLeft, minLeft } = words.value.today;
  if (minutes <= MINUTES_MAX)
    return (
      <p class="count">
        {minutes}
        <small>{minLeft}</small>
      </p>
    );
  return (
    <p class="count">
      {`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`}
      <small>{hoursLeft}</small>
    </p>
  );
}
