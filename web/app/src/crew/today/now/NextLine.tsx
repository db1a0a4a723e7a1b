// One line of what is next, or is on beside it. A row of the schedule opens on a tap.

import { Joined } from '../../parts/Joined';
import type { Timed } from '../../timed';
import { openRow } from '../../view';
import { titleText } from './clockText';

interface Props {
  label: string;
  timed: Timed;
  text: string;
}

export function NextLine({ label, timed, text }: Props) {
  const content = (
    <>
      <span>{label}</span>
      <b>
        <Joined parts={[titleText(timed), timed.place]} />
      </b>
      <em>{text}</em>
    </>
  );
  if (timed.kind !== 'item') return <div class="next">{content}</div>;
  return (
    <button
      type="button"
      class="next"
      aria-haspopup="dialog"
      onClick={() => {
        openRow.value = timed.id;
      }}
    >
      {content}
    </button>
  );
}
