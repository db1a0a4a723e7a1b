// What the tour book says where an answer would go, and what the venue said the last time.

import type { SheetField } from '../../api/types';
import { shortDate } from '../../i18n';
import { MarkSign } from './MarkSign';
import { advanceWords, answerText } from './say';

export function FieldBook({ date, field }: { date: string; field: SheetField }) {
  const w = advanceWords.value.sheet;
  const { planned, before, question } = field;
  return (
    <div class="b">
      {planned && (
        <p class={planned.differs ? 'planned differs' : 'planned'}>
          <span class="name">{w.book}</span> <bdi class="said">{planned.text}</bdi>
          {planned.differs && (
            <b>
              <MarkSign mark="differs" /> {w.differs}
            </b>
          )}
        </p>
      )}
      {before && (
        <p class="before">
          <span class="name">
            {w.before(`${shortDate(before.date)} ${before.date.slice(0, 4)}`, w.age(before.age_days))}
          </span>{' '}
          <bdi class="said">{answerText(question.input, before.answer, date)}</bdi>
          {question.changes && <small>{w.mayChange}</small>}
        </p>
      )}
    </div>
  );
}
