// The table of the board. It has a box of its own to scroll in; the arrow keys go from sheet to sheet.

import type { BoardItem } from '../../api/types';
import { boardItems } from './advances';
import { sectionsAsked } from './board';
import { BoardRow } from './BoardRow';
import { advanceWords, sectionName } from './say';

interface Props {
  tour: string;
  items: readonly BoardItem[];
  onBegin: ((date: string) => void) | undefined;
}

export function BoardTable({ tour, items, onBegin }: Props) {
  const { title, columns: w } = advanceWords.value;
  const sections = sectionsAsked(boardItems.value ?? []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it keys cannot scroll it
    <div class="office-body" role="region" aria-label={title} tabIndex={0}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go from link to link */}
      <table class="office-table of-board" onKeyDown={step}>
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col" class="date">
              {w.date}
            </th>
            <th scope="col" class="venue">
              {w.venue}
            </th>
            <th scope="col" class="city">
              {w.city}
            </th>
            <th scope="col" class="status">
              {w.status}
            </th>
            <th scope="col" class="answered">
              {w.answered}
            </th>
            <th scope="col" class="sent">
              {w.sent}
            </th>
            <th scope="col" class="recipient">
              {w.recipient}
            </th>
            {sections.map((section) => {
              const [long, short] = sectionName(section);
              return (
                <th key={section} scope="col" class="section" title={long} aria-label={long}>
                  {short}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <BoardRow
              key={item.event}
              tour={tour}
              item={item}
              sections={sections}
              onBegin={onBegin && (() => onBegin(item.date))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From the sheet that has the focus to the one above or below. */
function step(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
  const table = event.currentTarget as HTMLElement;
  const all = [...table.querySelectorAll<HTMLElement>('tbody :is(.date a, .begin)')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? undefined : all[at + by];
  if (!next) return;
  next.focus();
  event.preventDefault();
}
