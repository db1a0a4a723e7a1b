// What must not be overlooked about a day: other clocks, a plan that cannot work, and what somebody wrote over it.

import type { DaySheet, SheetProblem } from '../../../api/types';
import { longDate, words } from '../../../i18n';
import { dial, duration } from '../../../time/format';
import { wallOf, zoneCity } from '../../../time/zones';
import { Icon } from '../../../ui/Icon';
import { prefs } from '../../../data/prefs';

type ZoneBanner = DaySheet['header']['zone_banners'][number];

export function DayBanners({ sheet }: { sheet: DaySheet }) {
  const { header, problems } = sheet;
  const w = words.value.today;
  return (
    <>
      {header.zone_banners.map((banner) => (
        <p key={banner.kind} class="notice clocks">
          <Icon name="clock" />
          <span>{bannerText(banner)}</span>
        </p>
      ))}
      {problems.map((problem) => (
        <p key={problem.kind + problem.record} class="notice stop">
          <Icon name="warn" />
          <span>
            <b>{w.problem}</b> {problemText(sheet, problem)}
          </span>
        </p>
      ))}
      {header.weather && (
        <p class="notice">
          <Icon name="globe" />
          <span dir="auto">
            <b>{w.weather}</b> {header.weather}
          </span>
        </p>
      )}
      {header.notes && (
        <p class="notice text" dir="auto">
          <Icon name="note" />
          <span>{header.notes}</span>
        </p>
      )}
    </>
  );
}

function bannerText(banner: ZoneBanner): string {
  const w = words.value.today;
  const by = banner.to.offset_minutes - banner.from.offset_minutes;
  const amount = duration(Math.abs(by)).replace(' 00', '');
  if (banner.kind === 'new_zone' || !banner.at) {
    return w.newZone(`${zoneCity(banner.to)} (${banner.to.abbreviation})`, by > 0, amount);
  }
  const after = wallOf(Date.parse(banner.at), banner.to.name);
  const { cycle } = prefs.value;
  return w.clocksChange(
    by > 0,
    amount,
    longDate(after.date),
    dial(after.minutes - by, cycle),
    dial(after.minutes, cycle),
  );
}

/** The server says it in English; other languages have a sentence for each kind and name the row. */
function problemText(sheet: DaySheet, problem: SheetProblem): string {
  const own = words.value.problemKinds[problem.kind];
  if (!own) return `${problem.text}.`;
  const named = [...sheet.schedule, ...sheet.travel].find((one) => one.id === problem.record)?.title;
  return named ? `${named}: ${own}` : own;
}
