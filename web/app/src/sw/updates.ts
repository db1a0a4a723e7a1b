// A newer app waits until somebody says so: nothing is exchanged under somebody who is reading.

import { signal } from '@preact/signals';
import { whenIdle } from '../idle';

const LOOK_EVERY_MS = 60 * 60 * 1000;

/** The worker that waits to take over. */
const next = signal<ServiceWorker | undefined>(undefined);
export { next as newVersion };

export function startUpdates(): void {
  // Absent on plain http, as from a hub in a venue; the app works without it until the page is closed.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // Keeping the app means fetching all of it, which must not be in the way of the first sheet.
  whenIdle(() => void register());
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    watch(registration);
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  } catch (error) {
    console.warn('the app cannot be kept on this device', error);
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const consider = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller) next.value = worker;
  };
  consider(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => consider(worker));
  });
}

/** Lets the newer app take over, and shows it. */
export function update(): void {
  const worker = next.value;
  if (!worker) return;
  // Another tab has let it take over already.
  if (worker.state !== 'installed') {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage('update-now');
}
