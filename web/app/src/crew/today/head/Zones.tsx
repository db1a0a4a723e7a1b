// What time it is here and at home. Where those differ, a tap decides on whose clock every time of the sheet stands;
// there are never two clocks in one column.

import type { DaySheet, ShownZone } from '../../../api/types';
import { words } from '../../../i18n';
import { zoneCity } from '../../../time/zones';
import { atHome, twoClocks } from '../../view';
import { Dial } from './Dial';

export function Zones({ sheet }: { sheet: DaySheet }) {
  const { zone, home, city } = sheet.header;
  const w = words.value.today;
  if (!zone) return null;
  const here = city ?? zoneCity(zone);
  if (!home || !twoClocks(sheet))
    return (
      <p class="zones one">
        <span class="vh">{w.clock}: </span>
        <Dial name={here} zone={zone} from={zone} />
      </p>
    );
  const button = (isHome: boolean, name: string, there: ShownZone) => (
    <button
      type="button"
      aria-pressed={atHome.value === isHome}
      onClick={() => {
        atHome.value = isHome;
      }}
    >
      <Dial name={name} zone={there} from={zone} />
    </button>
  );
  return (
    <div class="zones" role="group" aria-label={w.timesIn}>
      {button(false, here, zone)}
      {button(true, zoneCity(home.zone), home.zone)}
    </div>
  );
}
