// The legs of travel of the day.

import type { DaySheet } from '../../../api/types';
import { words } from '../../../i18n';
import { LegCard } from '../../travel/LegCard';
import { clockFor } from '../../view';

export function TravelOfDay({ sheet }: { sheet: DaySheet }) {
  if (sheet.travel.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.value.sheet.travel}</h2>
      {sheet.travel.map((leg) => (
        <LegCard key={leg.id} leg={leg} clock={clockFor(sheet)} />
      ))}
    </section>
  );
}
