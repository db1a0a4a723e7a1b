// One of the values in dispute: what it is, who said it, when and why.

import { prefs } from '../../../data/prefs';
import { shortDate } from '../../../i18n';
import { dial } from '../../../time/format';
import { wallOf, zoneHere } from '../../../time/zones';
import { planWords } from '../../words';
import { valueText } from '../valueText';
import type { Said } from './disputes';

interface Props {
  field: string;
  said: Said;
  zone: string | undefined;
  /** Whether it is in force. */
  label: string;
  action: string;
  /** Undefined for those who only read. */
  onTake: (() => void) | undefined;
}

export function SaidCard({ field, said, zone, label, action, onTake }: Props) {
  const { decision: text } = planWords.value.day;
  return (
    <li>
      <p class="label">{label}</p>
      <p class="value" dir="auto">
        {saidText(field, said.value) || text.nothing}
      </p>
      {(said.by ?? said.at) && (
        <p class="by">
          <span dir="auto">{text.by(said.by ?? text.somebody)}</span>
          {said.at && <time dateTime={said.at}>{clockOf(said.at, zone)}</time>}
        </p>
      )}
      {said.reason && (
        <p class="why" dir="auto">
          {text.because(said.reason)}
        </p>
      )}
      {onTake && (
        <button type="button" class="button" onClick={onTake}>
          {action}
        </button>
      )}
    </li>
  );
}

/** Where an edit came to something deleted, it speaks for keeping it. */
function saidText(field: string, value: unknown): string {
  return valueText(field, field === '$deleted' ? value === true : value);
}

function clockOf(at: string, zone: string | undefined): string {
  const wall = wallOf(Date.parse(at), zone ?? zoneHere());
  return `${shortDate(wall.date)} ${dial(wall.minutes, prefs.value.cycle)}`;
}
