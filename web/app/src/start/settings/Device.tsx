// What this device keeps, whether the browser may throw it away, and how to install the app.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isInstalled } from '../../data/device';
import { number, words } from '../../i18n';
import { install, installOffer, isAppleTouch } from '../install';

type Keeping = 'kept' | 'may go' | 'refused' | 'unknown';

export function Device() {
  const w = words.value.settings;
  const keeping = useSignal<Keeping>('unknown');
  const used = useSignal<number | undefined>(undefined);
  useEffect(() => {
    // Absent on plain http, as from a hub in a venue.
    const storage = navigator.storage as StorageManager | undefined;
    void storage?.persisted?.().then((is) => (keeping.value = is ? 'kept' : 'may go'));
    void storage?.estimate?.().then(({ usage }) => (used.value = usage));
  }, []);
  const keep = async () => {
    keeping.value = (await navigator.storage.persist()) ? 'kept' : 'refused';
  };
  return (
    <section aria-labelledby="device">
      <h2 id="device">{w.device}</h2>
      <p class="settings-text">{w.deviceHint}</p>
      <dl class="settings-facts">
        <div>
          <dt>{w.keeping}</dt>
          <dd>
            <span role="status">{w.keepingIs[keeping.value]}</span>
          </dd>
        </div>
        {used.value !== undefined && (
          <div>
            <dt>{w.used}</dt>
            <dd>{w.megabytes(number(Math.max(0.1, Math.round(used.value / 1e5) / 10)))}</dd>
          </div>
        )}
        <div>
          <dt>{w.installed}</dt>
          <dd>{howToInstall()}</dd>
        </div>
      </dl>
      <div class="settings-row">
        {keeping.value === 'may go' && (
          <button type="button" class="button" onClick={() => void keep()}>
            {w.keep}
          </button>
        )}
        {installOffer.value && (
          <button type="button" class="button" onClick={() => void install()}>
            {w.install}
          </button>
        )}
      </div>
    </section>
  );
}

function howToInstall(): string {
  const w = words.value.settings;
  if (isInstalled()) return w.installedYes;
  if (!globalThis.isSecureContext) return w.installedPlain;
  if (isAppleTouch()) return w.installedApple;
  return installOffer.value ? w.installedOffer : w.installedMenu;
}
