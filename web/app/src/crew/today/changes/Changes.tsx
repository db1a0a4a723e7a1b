// What others changed on this date since somebody looked: in one line, and each with its old value when asked.

import { useSignal } from '@preact/signals';
import type { DaySheet } from '../../../api/types';
import { markSeen, unseenOn } from '../../../data/changes';
import { words } from '../../../i18n';
import { Icon } from '../../../ui/Icon';
import { saved } from '../../../ui/saveStep';
import { clockFor } from '../../view';
import { ChangeItem } from './ChangeItem';
import { isMove, together, type Change } from './moves';

/** More titles than these do not fit on two lines of a phone. */
const TITLES_MAX = 3;

export function Changes({ sheet }: { sheet: DaySheet }) {
  const open = useSignal(false);
  const changes = together(unseenOn(sheet.header.date));
  if (changes.length === 0) return null;
  const w = words.value.changes;
  const clock = clockFor(sheet);
  return (
    <section class="changes">
      <button
        type="button"
        class="sum"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? 'up' : 'down'} />
        <span>
          <b>{w.since(changes.length)}</b>
          <span class="titles" dir="auto">
            {titlesOf(changes)}
          </span>
        </span>
      </button>
      <button type="button" class="seen" onClick={() => void saved(markSeen(sheet.header.date))}>
        {w.markSeen}
      </button>
      <ul class={open.value ? '' : 'folded'}>
        {changes.toReversed().map((change) => (
          <ChangeItem key={`${change.record}${change.field}${change.at}`} change={change} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

/** What was moved first, then the newest. */
function titlesOf(changes: readonly Change[]): string {
  const moved = changes.toReversed().toSorted((a, b) => Number(isMove(b)) - Number(isMove(a)));
  const titles = [...new Set(moved.map((change) => change.title))];
  const rest = titles.length - TITLES_MAX;
  const text = titles.slice(0, TITLES_MAX).join(', ');
  return rest > 0 ? `${text}, ${words.value.changes.others(rest)}` : text;
}
