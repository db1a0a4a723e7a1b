// One end of a leg: when on the clock of the place, and where.

import type { TravelEnd } from '../../api/types';
import { words } from '../../i18n';
import { TimeFace } from '../parts/TimeFace';
import { faceText } from '../say';
import type { EndClocks } from './legClocks';

interface Props {
  label: string;
  end: TravelEnd;
  clocks: EndClocks;
  date: string;
}

export function LegEnd({ label, end, clocks, date }: Props) {
  const { trips } = words.value;
  const { place } = end;
  const exact = [place?.name === end.name ? undefined : place?.name, place?.address]
    .filter(Boolean)
    .join(', ');
  return (
    <li>
      <TimeFace face={clocks.face} date={date} instant={end.instant} />
      <span>
        <span class="vh">{label}: </span>
        <b dir="auto">{end.name ?? '–'}</b>
        {exact && <small dir="auto">{exact}</small>}
        {clocks.elsewhere.map(({ face, place: there }) => (
          <small key={there} class="elsewhere">
            {trips.also(faceText(face, date), there)}
          </small>
        ))}
      </span>
    </li>
  );
}
