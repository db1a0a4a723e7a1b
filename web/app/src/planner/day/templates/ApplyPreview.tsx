// What applying a template would do to each date: what it adds, what is there already, what stands there otherwise.

import type { components } from '../../../api/schema.gen';
import { sheetOn } from '../../../data/book';
import { shortDate } from '../../../i18n';
import { readWhen } from '../../../time/parse';
import type { When } from '../../../time/clock';
import { planWords } from '../../words';
import { timeText } from '../actions';

type TemplateDate = components['schemas']['TemplateDate'];

export function ApplyPreview({ dates }: { dates: readonly TemplateDate[] }) {
  const { applyDialog: text } = planWords.value.day;
  const whenText = (when: unknown) => timeText(when as When | null) || text.noTime;
  return (
    <ul class="plan">
      {dates.map((date) => (
        <li key={date.date}>
          <p>
            <b>{shortDate(date.date)}</b> <span dir="auto">{sheetOn(date.date)?.sheet.header.city}</span>
            <span class="sum">{date.missing_day ? text.missing : summary(date, text)}</span>
          </p>
          {date.adds.length > 0 && (
            <details>
              <summary>{text.adds(date.adds.length)}</summary>
              <ul>
                {date.adds.map((row) => (
                  <li key={row.title + row.text}>
                    <b>{printed(row.text)}</b> <span dir="auto">{row.title}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {date.differs.map((one) => (
            <p key={one.id} class="differs" dir="auto">
              {text.difference(one.title, whenText(one.here), whenText(one.template))}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function summary(
  date: TemplateDate,
  text: { nothing: string } & Record<'same' | 'differs' | 'leftOut', (n: number) => string>,
): string {
  const parts = [
    date.adds.length === 0 ? text.nothing : '',
    date.same > 0 ? text.same(date.same) : '',
    date.differs.length > 0 ? text.differs(date.differs.length) : '',
    date.left_out.length > 0 ? text.leftOut(date.left_out.length) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A time that the server printed, in the reader's own hours. */
function printed(text: string): string {
  const reading = readWhen(text);
  return reading.ok ? timeText(reading.when) : text;
}
