// The devices on which somebody is logged in, so that the log-in of a lost phone can be ended.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { words } from '../../i18n';
import { say } from '../../ui/Toast';
import { failureOf, type Failure } from '../failures';
import { FailureText, failureText } from '../FailureText';
import { momentText } from '../moment';

type LogIn = components['schemas']['SessionOut'];

/** As many as are shown before somebody asks for all. */
const SHOWN = 5;

export function LogIns() {
  const w = words.value.settings;
  const all = useSignal<LogIn[] | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const unfolded = useSignal(false);
  const read = async () => {
    failure.value = undefined;
    try {
      const { items } = await answered(api.GET('/v1/sessions'));
      all.value = items.toSorted((a, b) => Number(b.current) - Number(a.current));
    } catch (error) {
      failure.value = failureOf(error);
    }
  };
  const end = async (one: LogIn) => {
    failure.value = undefined;
    try {
      await answered(api.DELETE('/v1/sessions/{id}', { params: { path: { id: one.id } } }));
    } catch (error) {
      failure.value = failureOf(error);
      // It has ended meanwhile, which is what was wanted.
      if (failure.value.kind !== 'gone') return;
    }
    all.value = all.value?.filter((other) => other.id !== one.id);
    say(w.logInEnded);
  };
  useEffect(() => void read(), []);
  const shown = unfolded.value ? all.value : all.value?.slice(0, SHOWN);
  return (
    <section aria-labelledby="log-ins">
      <h2 id="log-ins">{w.logIns}</h2>
      <p class="settings-text">{w.logInsHint}</p>
      {all.value === undefined ? (
        failure.value ? (
          <div class="settings-row">
            <p class="settings-text">{failureText(failure.value)}</p>
            <button type="button" class="button" onClick={() => void read()}>
              {words.value.app.tryAgain}
            </button>
          </div>
        ) : (
          <p class="settings-text" role="status">
            {w.looking}
          </p>
        )
      ) : (
        <>
          <FailureText failure={failure.value} />
          <ul class="settings-list">
            {shown?.map((one) => (
              <li key={one.id} class="settings-device">
                <LogInLine one={one} onEnd={() => void end(one)} />
              </li>
            ))}
          </ul>
          {all.value.length > SHOWN && !unfolded.value && (
            <div class="settings-row">
              <button type="button" class="button" onClick={() => (unfolded.value = true)}>
                {w.showAll(all.value.length)}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function LogInLine({ one, onEnd }: { one: LogIn; onEnd: () => void }) {
  const w = words.value.settings;
  const label = one.label || w.unnamedDevice;
  return (
    <>
      <span>
        <b dir="auto">{label}</b>
        <small>
          {w.since(momentText(Date.parse(one.created_at)))},{' '}
          {one.current ? w.usedNow : w.lastUsed(momentText(Date.parse(one.last_used_at)))}
        </small>
      </span>
      {one.current ? (
        <span class="tape quiet">{w.thisDevice}</span>
      ) : (
        <button type="button" class="button" aria-label={w.endOf(label)} onClick={onEnd}>
          {w.end}
        </button>
      )}
    </>
  );
}
