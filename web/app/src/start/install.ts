// Browsers offer the installation of an app once, early, and only to whoever listens then.

import { signal } from '@preact/signals';

/** The event by which Chrome and Edge let a page offer its installation. */
interface InstallEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const kept = signal<InstallEvent | undefined>(undefined);
export { kept as installOffer };

globalThis.addEventListener?.('beforeinstallprompt', (event) => {
  event.preventDefault();
  kept.value = event as InstallEvent;
});
globalThis.addEventListener?.('appinstalled', () => {
  kept.value = undefined;
});

/** Shows the browser's own question. It can be asked once. */
export async function install(): Promise<void> {
  const offer = kept.value;
  kept.value = undefined;
  await offer?.prompt();
}

/** Phones whose only way is by hand, through the menu for sharing. */
export function isAppleTouch(): boolean {
  const { userAgent, platform, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
}
