// A hotel or day rooms: when in and out, for whom, and the way there.

import type { Hotel } from '../../../api/types';
import { words } from '../../../i18n';
import { startFace, type Clock } from '../../faces';
import { addressOf, callHref, mapHref } from '../../links';
import { Fact } from '../../parts/Fact';
import { capital, faceText, statusText } from '../../say';

interface Props {
  hotel: Hotel;
  clock: Clock;
}

export function HotelFact({ hotel, clock }: Props) {
  const w = words.value.sheet;
  const map = mapHref(hotel.place);
  const links = [
    ...(hotel.phone ? [{ href: callHref(hotel.phone), text: w.call, label: w.callName(hotel.name) }] : []),
    ...(map ? [{ href: map, text: w.map, label: w.mapOf(hotel.name) }] : []),
  ];
  return (
    <Fact icon="bed" title={hotel.day_rooms ? w.dayRooms(hotel.name) : hotel.name} links={links}>
      {linesOf(hotel, clock).join('\n')}
    </Fact>
  );
}

function linesOf(hotel: Hotel, clock: Clock): string[] {
  const w = words.value.sheet;
  const time = (told: Hotel['check_in_time']) =>
    faceText(
      startFace(told && { ...told, zone: hotel.zone ?? null }, clock, words.value.time.tbd),
      clock.date,
    );
  const stay = [
    hotel.checks_in && time(hotel.check_in_time) && w.checkIn(time(hotel.check_in_time)),
    hotel.checks_out && time(hotel.check_out_time) && w.checkOut(time(hotel.check_out_time)),
    statusText(hotel.status),
  ];
  return [
    [hotel.notes, capital(stay.filter(Boolean).join(', '))].filter(Boolean).join(' '),
    addressOf(hotel.place),
    hotel.people_names.join(', '),
    [hotel.breakfast && w.breakfast(hotel.breakfast), hotel.shuttle && w.shuttle(hotel.shuttle)]
      .filter(Boolean)
      .join(', '),
    [hotel.wifi && w.hotelWifi(hotel.wifi), hotel.confirmation && w.confirmation(hotel.confirmation)]
      .filter(Boolean)
      .join(', '),
  ].filter(Boolean) as string[];
}
