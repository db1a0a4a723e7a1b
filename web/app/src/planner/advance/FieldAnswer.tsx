// What was answered, by whom and when; both answers where there are two; and what was decided.

import type { SheetField } from '../../api/types';
import { href } from '../../routes';
import { momentText } from '../../start/moment';
import { advanceWords, answerText } from './say';

interface Props {
  tour: string;
  date: string;
  field: SheetField;
}

export function FieldAnswer({ tour, date, field }: Props) {
  const w = advanceWords.value.sheet;
  const { question, others } = field;
  const shown = (answer: unknown) => answerText(question.input, answer, date);
  if (field.state === 'open') {
    return (
      <div class="a">
        <p class="none">{w.unanswered}</p>
        <Remark field={field} />
      </div>
    );
  }
  return (
    <div class="a">
      {field.state === 'disputed' && <p class="two">{w.twoAnswers}</p>}
      <p class="value" dir="auto">
        {shown(field.answer)}
      </p>
      <p class="by">
        {[field.by, via(field.via), field.at && momentText(Date.parse(field.at))].filter(Boolean).join(', ')}
        {field.state === 'disputed' && ` (${w.inForce})`}
      </p>
      {others.map((one) => (
        <div key={`${one.by}${one.text}`} class="other">
          <p class="value" dir="auto">
            {shown(one.answer)}
          </p>
          <p class="by">
            {[one.by, one.said_at && momentText(Date.parse(one.said_at))].filter(Boolean).join(', ')}
          </p>
        </div>
      ))}
      {field.state === 'disputed' && (
        <a class="decide" href={href({ name: 'plan', tour, page: 'decisions' })}>
          {w.toDecisions}
        </a>
      )}
      <Remark field={field} />
      <Decided field={field} />
    </div>
  );
}

function via(word: string | null | undefined): string {
  return word ? (advanceWords.value.sheet.via[word] ?? word) : '';
}

function Remark({ field }: { field: SheetField }) {
  if (!field.remark) return null;
  return (
    <p class="remark" dir="auto">
      {advanceWords.value.sheet.remark(field.remark)}
    </p>
  );
}

function Decided({ field: { decided } }: { field: SheetField }) {
  const w = advanceWords.value.sheet;
  if (!decided) return null;
  const { outcome, instead, note, by, outdated } = decided;
  return (
    <p class={outdated ? 'decided is-outdated' : `decided is-${outcome}`}>
      <b>
        {w.decided[outcome] ?? outcome}
        {instead && <bdi> {instead}</bdi>}
      </b>
      {by && ` ${w.decidedBy(by)}`}
      {note && <bdi>: {note}</bdi>}
      {outdated && <span> {w.outdated}</span>}
    </p>
  );
}
