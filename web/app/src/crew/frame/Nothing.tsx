// A tour of which this device holds nothing: it is on its way, or there is no network, or it is somebody else's.

import type { Line } from '../../data/sync';
import { words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';

export function Nothing({ known, line }: { known: boolean; line: Line }) {
  const { app, frame } = words.value;
  const gone = !known && line === 'online';
  const [icon, text] =
    line === 'offline'
      ? (['off', app.offlineStart] as const)
      : gone
        ? (['warn', app.notFound] as const)
        : (['clock', frame.first] as const);
  return (
    <section class="nothing" aria-busy={!gone && line !== 'offline'}>
      <Icon name={icon} />
      <h1>{text}</h1>
      {gone && (
        <a class="button go" href={href({ name: 'home' })}>
          {app.back}
        </a>
      )}
    </section>
  );
}
