// A new link, the one time that its address is there to be seen.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { momentText } from '../../start/moment';
import { copyText } from '../../ui/copy';
import type { SeenSheet } from './overlay';
import { advanceWords, showName } from './say';
import type { NewLink } from './server';

interface Props {
  link: NewLink;
  sheet: SeenSheet;
  onClose: () => void;
}

export function LinkMade({ link, sheet, onClose }: Props) {
  const w = advanceWords.value.links;
  const address = useRef<HTMLInputElement>(null);
  const mail = useRef<HTMLTextAreaElement>(null);
  const copied = useSignal<'' | 'address' | 'mail'>('');
  const until = momentText(Date.parse(link.closes_at ?? link.expires_at));
  const text = w.mailText(link.recipient ?? '', showName(sheet), link.url, until);
  const copy = async (what: 'address' | 'mail') => {
    const box = what === 'address' ? address.current : mail.current;
    if (await copyText(box?.value ?? '')) copied.value = what;
    else box?.select();
  };
  return (
    <div class="form adv-form">
      <p>{w.once}</p>
      <label>
        {w.address}
        <input
          ref={address}
          readOnly
          dir="ltr"
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <div class="actions">
        <button type="button" class="button go" onClick={() => void copy('address')}>
          {copied.value === 'address' ? w.copied : w.copy}
        </button>
      </div>
      <label>
        {w.mail}
        <textarea ref={mail} dir="auto" rows={9} defaultValue={text} />
      </label>
      <div class="actions">
        <button type="button" class="button" onClick={() => void copy('mail')}>
          {copied.value === 'mail' ? w.copied : w.copyMail}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {w.done}
        </button>
      </div>
    </div>
  );
}
