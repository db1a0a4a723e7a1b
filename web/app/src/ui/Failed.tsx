// Shown where the app cannot go on by itself.

import { words } from '../i18n';

export function Failed() {
  const { app } = words.value;
  return (
    <main class="loading">
      <p role="alert">{app.failed}</p>
      <button type="button" class="button go" onClick={() => location.reload()}>
        {app.tryAgain}
      </button>
    </main>
  );
}
