// The advance sheets of a date: one for each show, of which one is open.

import { useSignal } from '@preact/signals';
import { longDate } from '../../i18n';
import { href } from '../../routes';
import { Choice } from '../../ui/Choice';
import { Icon } from '../../ui/Icon';
import '../day/day.css';
import '../office/office.css';
import { boardItems, mayAdvance, openSheet, sheetsOf } from './advances';
import './advance.css';
import './aside.css';
import './dialogs.css';
import { BeginDialog } from './BeginDialog';
import { advanceWords, showName } from './say';
import { Sheet } from './Sheet';
import './sheet.css';

export function SheetPage({ tour, date }: { tour: string; date: string }) {
  const w = advanceWords.value;
  const beginning = useSignal(false);
  const sheets = sheetsOf(date);
  const sheet = sheets.find((one) => one.advance === openSheet.value) ?? sheets[0];
  const isShow = boardItems.value?.some((item) => item.date === date) ?? false;
  return (
    <div class="day-page adv-page">
      <nav class="adv-crumbs">
        <a href={href({ name: 'plan', tour, page: 'advance' })}>
          <Icon name="left" />
          {w.sheet.board}
        </a>
        <a href={href({ name: 'plan', tour, page: 'day', date })}>{w.sheet.toDay}</a>
        {sheets.length > 1 && (
          <Choice
            label={w.sheet.which}
            quiet
            value={sheet?.advance ?? ''}
            options={sheets.map((one) => [one.advance, showName(one)] as const)}
            onChoose={(next) => (openSheet.value = next)}
          />
        )}
      </nav>
      {sheet ? (
        <Sheet key={sheet.advance} tour={tour} sheet={sheet} />
      ) : (
        <div class="nothing">
          <h1>{longDate(date)}</h1>
          <p>{isShow ? w.sheet.none : w.sheet.noShow}</p>
          {isShow && mayAdvance.value && (
            <button type="button" class="button go" onClick={() => (beginning.value = true)}>
              {w.beginOne}
            </button>
          )}
        </div>
      )}
      {beginning.value && (
        <BeginDialog tour={tour} dates={[date]} onClose={() => (beginning.value = false)} />
      )}
    </div>
  );
}
