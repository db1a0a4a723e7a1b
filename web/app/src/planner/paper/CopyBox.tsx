// Text to be pasted somewhere else. Where the browser does not copy by itself, it is selected.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { copyText } from '../../ui/copy';
import { planWords } from '../words';

interface Props {
  label: string;
  text: string;
  /** Lines of a message; an address has one. */
  rows?: number;
}

export function CopyBox({ label, text, rows = 1 }: Props) {
  const w = planWords.value.paper.copying;
  const area = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const done = useSignal<'' | 'copied' | 'select'>('');
  const copy = async () => {
    done.value = (await copyText(text)) ? 'copied' : 'select';
    if (done.value === 'select') (area.current ?? input.current)?.select();
  };
  return (
    <div class="paper-copy">
      <label>
        {label}
        {rows > 1 ? (
          <textarea ref={area} readOnly dir="auto" rows={rows} value={text} />
        ) : (
          <input
            ref={input}
            readOnly
            dir="ltr"
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </label>
      <button type="button" class="button" onClick={() => void copy()}>
        {done.value === 'copied' ? w.copied : w.copy}
      </button>
      <p role="status" class={done.value === 'select' ? '' : 'vh'}>
        {done.value === 'select' && w.select}
      </p>
    </div>
  );
}
