// A day, or what has changed of it, as text for a messenger. The server writes the text: written here as well, it
// would be said twice, and the two would drift apart. So it takes a network, and says so where there is none.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { answered, api, Refused } from '../../api/client';
import type { DaySheet } from '../../api/types';
import { prefs } from '../../data/prefs';
import { line } from '../../data/sync';
import { words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { copyText } from '../../ui/copy';
import { Dialog } from '../../ui/Dialog';

type What = 'short' | 'changes';
type Text = { state: 'loading' | 'offline' | 'none' } | { state: 'here'; text: string };

interface Props {
  tour: string;
  sheet: DaySheet;
  /** What is chosen at first. */
  first?: What;
  onClose: () => void;
}

export function ShareDialog({ tour, sheet, first = 'short', onClose }: Props) {
  const w = words.value.share;
  const { date } = sheet.header;
  const what = useSignal<What>(first);
  const text = useSignal<Text>({ state: 'loading' });
  useEffect(() => {
    let isWanted = true;
    text.value = { state: 'loading' };
    void messageOf(tour, date, what.value).then((next) => {
      if (isWanted) text.value = next;
    });
    return () => {
      isWanted = false;
    };
  }, [tour, date, what.value, line.value]);
  const now = text.value;
  const hasVersions = (sheet.versions ?? []).length > 0;
  return (
    <Dialog title={w.title} onClose={onClose}>
      <div class="form">
        {hasVersions && (
          <Choice
            label={w.what}
            value={what.value}
            options={[
              ['short', w.short],
              ['changes', w.changes],
            ]}
            onChoose={(next) => (what.value = next)}
          />
        )}
        {now.state === 'here' ? (
          <ToSend key={now.text} text={now.text} />
        ) : (
          <p role="status">{w[now.state]}</p>
        )}
      </div>
    </Dialog>
  );
}

function ToSend({ text }: { text: string }) {
  const w = words.value.share;
  const box = useRef<HTMLTextAreaElement>(null);
  const done = useSignal<'' | 'copied' | 'select'>('');
  const copy = async () => {
    done.value = (await copyText(text)) ? 'copied' : 'select';
    if (done.value === 'select') box.current?.select();
  };
  // Absent on plain http and on most desks.
  const canSend = 'share' in navigator;
  return (
    <>
      <label>
        {w.text}
        <textarea ref={box} readOnly dir="auto" rows={9} value={text} />
      </label>
      <p>{w.forAll}</p>
      <p role="status" class={done.value === 'select' ? '' : 'vh'}>
        {done.value && w[done.value]}
      </p>
      <div class="actions">
        <button type="button" class={canSend ? 'button' : 'button go'} onClick={() => void copy()}>
          {done.value === 'copied' ? w.copied : w.copy}
        </button>
        {canSend && (
          <button type="button" class="button go" onClick={() => void send(text)}>
            {w.send}
          </button>
        )}
      </div>
    </>
  );
}

async function send(text: string): Promise<void> {
  // Closing the list of apps without choosing one counts as a failure, and is none.
  await navigator.share({ text }).catch(() => undefined);
}

async function messageOf(tour: string, date: string, what: What): Promise<Text> {
  const query = { clock: prefs.peek().cycle, ...(what === 'changes' ? { changes: true } : {}) };
  const request = api.GET('/v1/tours/{tour}/days/{date}/message.txt', {
    params: { path: { tour, date }, query },
    parseAs: 'text',
  });
  try {
    return { state: 'here', text: (await answered(request)) as string };
  } catch (error) {
    return { state: error instanceof Refused && !error.passes ? 'none' : 'offline' };
  }
}
