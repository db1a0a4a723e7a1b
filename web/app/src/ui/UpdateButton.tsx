// Offers a newer app, once one has been fetched.

import { words } from '../i18n';
import { newVersion, update } from '../sw/updates';

export function UpdateButton({ class: name }: { class: string }) {
  const { app } = words.value;
  if (!newVersion.value) return null;
  return (
    <button type="button" class={name} onClick={update}>
      {app.newVersion}: {app.update}
    </button>
  );
}
