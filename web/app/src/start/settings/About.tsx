// Which version this is, and by which rules of time zones the server counts.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../../i18n';
import { newVersion } from '../../sw/updates';
import { UpdateButton } from '../../ui/UpdateButton';

interface Ready {
  version: string;
  tzdb: { version: string };
}

export function About() {
  const w = words.value.settings;
  const ready = useSignal<Ready | null | undefined>(undefined);
  useEffect(() => {
    void ask().then((answer) => (ready.value = answer));
  }, []);
  return (
    <section aria-labelledby="about">
      <h2 id="about">{w.about}</h2>
      <dl class="settings-facts">
        <div>
          <dt>{w.version}</dt>
          <dd>{ready.value === null ? w.unreachable : (ready.value?.version ?? w.looking)}</dd>
        </div>
        <div>
          <dt>{w.zoneRules}</dt>
          <dd>
            {ready.value
              ? w.zoneRulesOf(ready.value.tzdb.version)
              : ready.value === null
                ? w.unreachable
                : w.looking}
          </dd>
        </div>
      </dl>
      {newVersion.value && (
        <div class="settings-row">
          <UpdateButton class="button go" />
        </div>
      )}
    </section>
  );
}

/** The server's own word; null where it does not answer. A server that is not ready has a version too. */
async function ask(): Promise<Ready | null> {
  try {
    const answer = await fetch('/readyz', { signal: AbortSignal.timeout(5_000) });
    const body = (await answer.json()) as Partial<Ready>;
    return body.version && body.tzdb ? (body as Ready) : null;
  } catch {
    return null;
  }
}
