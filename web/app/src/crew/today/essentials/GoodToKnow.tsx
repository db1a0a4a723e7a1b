// What everybody looks for: the way to the venue, the beds, the Wi-Fi, and what to do in an emergency.

import type { DaySheet } from '../../../api/types';
import { words } from '../../../i18n';
import { clockFor } from '../../view';
import { EmergencyFact } from './EmergencyFact';
import { HotelFact } from './HotelFact';
import { WayFact } from './WayFact';
import { WifiFact } from './WifiFact';

export function GoodToKnow({ sheet }: { sheet: DaySheet }) {
  const w = words.value.sheet;
  const facts = [
    ...sheet.venues.map((venue) => <WayFact key={venue.id} venue={venue} />),
    ...sheet.hotels.map((hotel) => <HotelFact key={hotel.id} hotel={hotel} clock={clockFor(sheet)} />),
    ...sheet.venues
      .filter((venue) => venue.wifi_network)
      .map((venue) => <WifiFact key={`wifi${venue.id}`} venue={venue} />),
    ...sheet.venues
      .filter((venue) => venue.emergency)
      .map((venue) => <EmergencyFact key={`er${venue.id}`} venue={venue} />),
  ];
  if (facts.length === 0) return null;
  return (
    <section class="card">
      <h2>{w.goodToKnow}</h2>
      <div class="facts">{facts}</div>
    </section>
  );
}
