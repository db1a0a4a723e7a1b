// One show of the board. A click anywhere in the row opens its sheet; the link stands at its date.

import type { BoardItem } from '../../api/types';
import { weekdayAndDay } from '../../i18n';
import { go, href, type Route } from '../../routes';
import { today } from '../grid/tour';
import { openSheet } from './advances';
import { cellOf } from './board';
import { lookedUpTo } from './looked';
import { advanceWords, statusText, showName } from './say';
import { SectionCell } from './SectionCell';

interface Props {
  tour: string;
  item: BoardItem;
  sections: readonly string[];
  onBegin: (() => void) | undefined;
}

export function BoardRow({ tour, item, sections, onBegin }: Props) {
  const w = advanceWords.value;
  const to: Route = { name: 'plan', tour, page: 'advance', date: item.date };
  const [weekday, day] = weekdayAndDay(item.date);
  const looked = lookedUpTo(item.advance);
  const kind = item.date < today.value ? 'past' : item.date === today.value ? 'today' : '';
  const open = (event: MouseEvent) => {
    const target = event.target as Element;
    if (!item.advance) return;
    openSheet.value = item.advance;
    if (!target.closest('a, button') && !getSelection()?.toString()) go(to);
  };
  return (
    <tr class={item.advance ? `${kind} opens` : kind} onClick={open}>
      <th scope="row" class="date">
        {item.advance ? (
          <a href={href(to)} aria-label={w.sheetOf(showName(item))}>
            <span class="d">{weekday}</span> {day}
          </a>
        ) : (
          <span>
            <span class="d">{weekday}</span> {day}
          </span>
        )}
      </th>
      <td class="venue" dir="auto" title={item.venue ?? ''}>
        {item.venue}
      </td>
      <td class="city" dir="auto" title={item.city ?? ''}>
        {item.city}
      </td>
      {item.advance ? (
        <>
          <td class="status">
            <span class={`st is-${item.status}`}>{statusText(item.status)}</span>
          </td>
          <td class="answered">
            <meter
              min={0}
              max={Math.max(item.required, 1)}
              value={item.answered}
              aria-label={w.columns.answered}
            />
            {item.answered}/{item.required}
          </td>
          <td class="sent">{item.sent_on ? weekdayAndDay(item.sent_on)[1] : ''}</td>
          <td class="recipient" dir="auto" title={item.recipient ?? ''}>
            {item.recipient}
          </td>
          {sections.map((section) => (
            <SectionCell key={section} section={section} cell={cellOf(item, section, looked)} />
          ))}
        </>
      ) : (
        <td class="none" colSpan={4 + sections.length}>
          {w.noSheet}
          {onBegin && (
            <button
              type="button"
              class="office-link begin"
              aria-label={`${w.beginOne} ${showName(item)}`}
              onClick={onBegin}
            >
              {w.beginOne}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
