// Whom to call on a day.

import type { DaySheet } from '../../api/types';
import { planWords } from '../words';

const SHOWN_MAX = 10;

export function DayPeople({ sheet }: { sheet: DaySheet }) {
  const w = planWords.value.grid.panel;
  return (
    <>
      <div class="sec">
        <h3>{w.people}</h3>
      </div>
      {sheet.contacts.length === 0 ? (
        <p class="nothing">{w.noPeople}</p>
      ) : (
        <ul class="contacts">
          {sheet.contacts.slice(0, SHOWN_MAX).map((contact) => (
            <li key={contact.id}>
              <b dir="auto">{contact.name}</b>
              {contact.phone && <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>}
              <span dir="auto">{[contact.role, contact.company].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
