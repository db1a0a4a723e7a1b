// The button of a form that may have to wait. It stays where the focus is, so it is never disabled.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../i18n';

interface Props {
  text: string;
  busyText: string;
  busy: boolean;
  /** When it may be tried again; milliseconds since 1970. */
  until?: number;
}

export function WaitButton({ text, busyText, busy, until = 0 }: Props) {
  const left = useSignal(0);
  useEffect(() => {
    const tick = () => {
      left.value = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  const waits = left.value > 0;
  return (
    <button class="button go" aria-disabled={busy || waits} aria-busy={busy}>
      {busy ? busyText : waits ? words.value.login.again(left.value) : text}
    </button>
  );
}
