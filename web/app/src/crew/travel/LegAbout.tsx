// How far and how long, in what, and with whom.

import type { TravelLeg } from '../../api/types';
import { distance, words } from '../../i18n';
import { duration } from '../../time/format';
import { callHref, phoneIn } from '../links';

export function LegAbout({ leg }: { leg: TravelLeg }) {
  const { trips, sheet, schedule } = words.value;
  const phone = phoneIn(leg.driver);
  const far = [
    leg.duration_minutes !== null && leg.duration_minutes !== undefined ? duration(leg.duration_minutes) : '',
    leg.distance_km !== null && leg.distance_km !== undefined ? distance(leg.distance_km) : '',
    leg.drive_minutes && leg.drive_minutes !== leg.duration_minutes
      ? trips.drive(duration(leg.drive_minutes))
      : '',
  ];
  // A number that goes on in the next line is mistyped.
  const driver = phone ? leg.driver?.replace(phone, phone.replaceAll(' ', '\u00a0')) : leg.driver;
  const by = [[leg.operator, leg.number].filter(Boolean).join(' '), leg.vehicle, driver];
  const who = [leg.people.join(', '), leg.party && schedule.party(leg.party)];
  const lines = [far, by, who, [leg.reference && trips.reference(leg.reference)], [leg.notes]]
    .map((line) => line.filter(Boolean).join(' · '))
    .filter(Boolean);
  return (
    <div class="on">
      <div>
        {lines.map((line) => (
          <p key={line} dir="auto">
            {line}
          </p>
        ))}
      </div>
      {phone && (
        <a class="do" href={callHref(phone)} aria-label={sheet.callName(leg.driver ?? '')}>
          {sheet.call}
        </a>
      )}
    </div>
  );
}
