// The head of a sheet: which show, how far it is, who answers, and what can be done to all of it.

import { shortDate } from '../../i18n';
import { countsOf } from './board';
import { fieldsOf, type SeenSheet } from './overlay';
import { advanceWords, statusText, showName } from './say';
import type { Opened } from './SheetDialogs';

interface Props {
  sheet: SeenSheet;
  writable: boolean;
  onOpen: (opened: Opened) => void;
}

export function SheetHead({ sheet, writable, onOpen }: Props) {
  const w = advanceWords.value;
  const { answered, required, undecided } = countsOf(fieldsOf(sheet));
  const recipient = [sheet.recipient_name, sheet.recipient_email].filter(Boolean).join(', ');
  return (
    <header class="day-top adv-top">
      <div class="where">
        <h1 dir="auto">{showName(sheet)}</h1>
        <dl class="adv-facts">
          <Fact name={w.columns.status}>
            <span class={`st is-${sheet.status}`}>{statusText(sheet.status)}</span>
          </Fact>
          <Fact name={w.sheet.required2}>{w.answeredOf(answered, required)}</Fact>
          <Fact name={w.sheet.recipient}>
            <bdi>{recipient || w.sheet.nobody}</bdi>
          </Fact>
          <Fact name={w.sheet.sentOn}>{sheet.sent_on ? shortDate(sheet.sent_on) : w.sheet.notYet}</Fact>
          {sheet.owner && (
            <Fact name={w.sheet.owner}>
              <bdi>{sheet.owner}</bdi>
            </Fact>
          )}
          {sheet.last_visit && <Fact name={w.sheet.lastVisit}>{withYear(sheet.last_visit)}</Fact>}
        </dl>
        {(sheet.closed || sheet.no_reminders) && (
          <p class="what">
            {sheet.closed && <span>{w.sheet.closed}</span>}
            {sheet.no_reminders && <span>{w.sheet.noReminders}</span>}
          </p>
        )}
        {sheet.notes && (
          <p class="adv-notes" dir="auto">
            {sheet.notes}
          </p>
        )}
      </div>
      {writable && (
        <div class="day-actions">
          {undecided > 0 && (
            <button type="button" class="button go" onClick={() => onOpen({ is: 'acceptAll' })}>
              {w.sheet.acceptAll(undecided)}
            </button>
          )}
          <button type="button" class="button" onClick={() => onOpen({ is: 'question' })}>
            {w.sheet.addQuestion}
          </button>
          <button type="button" class="button" onClick={() => onOpen({ is: 'details' })}>
            {w.sheet.details}
          </button>
          <button type="button" class="button" onClick={() => onOpen({ is: 'keep' })}>
            {w.sheet.keep}
          </button>
        </div>
      )}
    </header>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function withYear(date: string): string {
  return `${shortDate(date)} ${date.slice(0, 4)}`;
}
