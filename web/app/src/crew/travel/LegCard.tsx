// A leg of travel: how, from when to when on the clock of each place, how far, and with whom.

import type { TravelLeg } from '../../api/types';
import { prefs } from '../../data/prefs';
import { words } from '../../i18n';
import { Icon, type IconName } from '../../ui/Icon';
import type { Clock } from '../faces';
import { TimeFace } from '../parts/TimeFace';
import { statusText } from '../say';
import { LegAbout } from './LegAbout';
import { legClocks } from './legClocks';
import { LegEnd } from './LegEnd';

const ICONS: Record<string, IconName> = {
  flight: 'plane',
  train: 'train',
  ferry: 'ship',
  walk: 'route',
  other: 'route',
};

interface Props {
  leg: TravelLeg;
  /** The clock of the sheet: where it is not the venue's, times at home are told too. */
  clock: Clock;
  past?: boolean;
}

export function LegCard({ leg, clock, past = false }: Props) {
  const { trips, time } = words.value;
  const home = clock.zone === clock.venue ? undefined : clock.zone;
  const clocks = legClocks(leg, { date: clock.date, cycle: prefs.value.cycle, tbd: time.tbd, home });
  const status = statusText(leg.status);
  const mode = leg.mode as string | null | undefined;
  return (
    <article class={past ? 'leg past' : 'leg'}>
      <h3>
        <Icon name={ICONS[mode ?? ''] ?? 'bus'} />
        <span class="vh">{trips.modes[mode ?? 'other']}: </span>
        <span dir="auto">{leg.title}</span>
        {status && <span class="tape quiet">{status}</span>}
      </h3>
      <ol>
        {clocks.lobby?.text && (
          <li class="lobby">
            <TimeFace face={clocks.lobby} date={clock.date} instant={leg.lobby_call?.instant} />
            <span>{trips.lobby}</span>
          </li>
        )}
        <LegEnd label={trips.depart} end={leg.depart} clocks={clocks.depart} date={clock.date} />
        <LegEnd label={trips.arrive} end={leg.arrive} clocks={clocks.arrive} date={clock.date} />
      </ol>
      <LegAbout leg={leg} />
    </article>
  );
}
