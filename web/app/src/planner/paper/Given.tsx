// Addresses that were given out, and the way to end each. Their secrets are nowhere any more.

import type { Remote } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { planWords } from '../words';

interface Item {
  id: string;
  title: string;
  about: string[];
}

interface Props {
  label: string;
  none: string;
  items: Item[];
  end: string;
  endOf: (title: string) => string;
  onEnd: (id: string) => void;
}

export function Given({ label, none, items, end, endOf, onEnd }: Props) {
  if (items.length === 0) return <p class="paper-none">{none}</p>;
  return (
    <ul class="paper-given" aria-label={label}>
      {items.map(({ id, title, about }) => (
        <li key={id}>
          <span>
            <b dir="auto">{title}</b>
            <small>{about.filter(Boolean).join(', ')}</small>
          </span>
          <button type="button" class="button" aria-label={endOf(title)} onClick={() => onEnd(id)}>
            {end}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is said while there is no list, or where something did not come about. */
export function Missing(props: { all: Remote<unknown>; failed: string; onRetry: () => void }) {
  const { all, failed, onRetry } = props;
  const w = planWords.value.paper;
  return (
    <>
      {failed && <Trouble text={failed} />}
      {all.state === 'loading' && <p role="status">{w.loading}</p>}
      {all.state === 'offline' && <Trouble text={w.offline} onRetry={onRetry} />}
      {all.state === 'refused' && <Trouble text={all.why} />}
    </>
  );
}
