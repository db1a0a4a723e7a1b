// What somebody has to be told wherever they are: that a newer app waits, or that they have to log in again.

import { expired } from '../../data/session';
import { words } from '../../i18n';
import { href } from '../../routes';
import { newVersion, update } from '../../sw/updates';
import { Icon } from '../../ui/Icon';

export function Banners() {
  const { app, frame } = words.value;
  return (
    <div class="banners" role="status">
      {expired.value && (
        <p class="banner warn">
          <Icon name="warn" />
          <span>{frame.expired}</span>
          <a class="button" href={href({ name: 'login' })}>
            {frame.logIn}
          </a>
        </p>
      )}
      {newVersion.value && (
        <p class="banner">
          <Icon name="history" />
          <span>{app.newVersion}</span>
          <button type="button" class="button" onClick={update}>
            {app.update}
          </button>
        </p>
      )}
    </div>
  );
}
