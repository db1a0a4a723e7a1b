// One change: who, when on the venue's clock, from what to what, and why.

import { prefs } from '../../../data/prefs';
import { shortDate } from '../../../i18n';
import { dial } from '../../../time/format';
import { wallOf } from '../../../time/zones';
import { planWords } from '../../words';
import { valueText } from '../valueText';
import { tookEffect, type Change } from './changes';

interface Props {
  change: Change;
  label: string;
  zone: string;
  isInForce: boolean;
  onBringBack: (() => void) | undefined;
}

export function HistoryLine({ change, label, zone, isInForce, onBringBack }: Props) {
  const { historyDialog: say, decision } = planWords.value.day;
  const wall = wallOf(Date.parse(change.at), zone);
  const before = valueText(change.field, change.old);
  const outcome = (say.outcome as Record<string, string>)[change.outcome];
  return (
    <li class={tookEffect(change) ? '' : 'without-effect'}>
      <p class="when">
        <time dateTime={change.at}>
          {shortDate(wall.date)} {dial(wall.minutes, prefs.value.cycle)}
        </time>
        <span dir="auto">{change.author_name ?? decision.somebody}</span>
      </p>
      <div>
        <p class="what">
          <b>{label}</b>{' '}
          {before && (
            <>
              <s dir="auto">{before}</s> <span aria-hidden>→</span>{' '}
            </>
          )}
          <strong dir="auto">{valueText(change.field, change.new) || say.nothing}</strong>
          {isInForce && <span class="tape in-force">{say.current}</span>}
          {outcome && <span class="tape quiet">{outcome}</span>}
        </p>
        {change.reason && (
          <p class="why" dir="auto">
            {decision.because(change.reason)}
          </p>
        )}
      </div>
      {onBringBack && (
        <button type="button" class="button" onClick={onBringBack}>
          {say.bringBack}
        </button>
      )}
    </li>
  );
}
