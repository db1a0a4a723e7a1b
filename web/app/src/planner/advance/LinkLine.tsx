// One link: for whom, how often and when it was opened, how long it works.

import type { components } from '../../api/schema.gen';
import { momentText } from '../../start/moment';
import { advanceWords } from './say';

interface Props {
  link: components['schemas']['LinkOut'];
  onClose: () => void;
}

export function LinkLine({ link, onClose }: Props) {
  const w = advanceWords.value.links;
  const name = link.recipient ? w.for(link.recipient) : w.anybody;
  const facts = [
    w.opened(link.n_opened) + (link.last_opened_at ? `, ${w.last(at(link.last_opened_at))}` : ''),
    link.opens_at && w.opens(at(link.opens_at)),
    link.closes_at && w.closes(at(link.closes_at)),
    w.ends(at(link.expires_at)),
  ];
  return (
    <li>
      <b dir="auto">{name}</b>
      <small>{facts.filter(Boolean).join('; ')}</small>
      <button type="button" class="office-link" aria-label={w.revokeOf(name)} onClick={onClose}>
        {w.revoke}
      </button>
    </li>
  );
}

function at(instant: string): string {
  return momentText(Date.parse(instant));
}
