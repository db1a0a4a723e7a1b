// Reads a calendar with ical.js: `node read_icaljs.mjs PATH_OF_ICAL_JS WALLS`. WALLS is a list of [zone, time]; for each
// a line tells at which second the wall of that zone shows that time, by the rules of the file.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));

const zones = new Map(
  calendar.getAllSubcomponents('vtimezone').map((zone) => [zone.getFirstPropertyValue('tzid'), new ICAL.Timezone(zone)]),
);

function instant(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return `floating ${time}`;
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}

for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component);
  const [start, end] = [instant(event.startDate), instant(event.endDate)];
  const all_day = event.startDate.isDate;
  const status = component.getFirstPropertyValue('status');
  console.log(JSON.stringify({ uid: event.uid, start, end: end === start ? null : end, all_day, status }));
}

for (const [zone, wall] of JSON.parse(process.argv[3])) {
  const time = ICAL.Time.fromDateTimeString(wall);
  time.zone = zones.get(zone);
  console.log(JSON.stringify({ zone, wall, seconds: time.toUnixTime() }));
}
