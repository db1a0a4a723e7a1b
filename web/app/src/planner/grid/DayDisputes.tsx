// Values between which somebody has to decide, in the panel of a day.

import type { DaySheet } from '../../api/types';
import { openTour } from '../../data/book';
import { href } from '../../routes';
import { valueText } from '../day/valueText';
import { planWords } from '../words';

export function DayDisputes({ sheet }: { sheet: DaySheet }) {
  const w = planWords.value.grid.panel;
  if (sheet.disputes.length === 0) return null;
  const to = href({ name: 'plan', tour: openTour.value ?? '', page: 'decisions' });
  return (
    <div class="issue check">
      <b>{w.decisions}</b>
      {sheet.disputes.map((dispute) => (
        <div key={dispute.id} class="dispute">
          <p dir="auto">
            {dispute.title}: {dispute.label}
          </p>
          <ul>
            <li>
              <b dir="auto">{valueText(dispute.field, dispute.in_force.value) || '–'}</b>{' '}
              {w.inForce(dispute.in_force.by_name ?? '')}
            </li>
            {dispute.candidates.map((value) => (
              <li key={value.id}>
                <b dir="auto">{valueText(dispute.field, value.value) || '–'}</b>{' '}
                {w.proposed(value.by_name ?? '')}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <a href={to}>{w.decide}</a>
    </div>
  );
}
