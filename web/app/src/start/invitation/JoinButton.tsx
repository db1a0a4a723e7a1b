// Joining with the account that is logged in here.

import { useSignal } from '@preact/signals';
import { answered, api } from '../../api/client';
import { account, expired, refreshTours } from '../../data/session';
import { words } from '../../i18n';
import { failureOf, type Failure } from '../failures';
import { FailureText } from '../FailureText';
import { LogOutDialog } from '../LogOutDialog';
import { openJoined } from './openJoined';

interface Props {
  token: string;
  /** The log-in has ended, here or on the server. */
  onEnded: () => void;
}

export function JoinButton({ token, onEnded }: Props) {
  const w = words.value.invitation;
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const leaving = useSignal(false);

  const join = async () => {
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    try {
      const params = { path: { token } };
      const { tour } = await answered(api.POST('/v1/invitations/{token}/accept', { params, body: {} }));
      // The tour opens although its name has to wait for the next round.
      await refreshTours().catch(() => undefined);
      openJoined(tour);
    } catch (error) {
      failure.value = failureOf(error);
      if (failure.value.kind === 'ended') {
        expired.value = true;
        onEnded();
      }
    } finally {
      busy.value = false;
    }
  };

  return (
    <div class="start-form">
      <FailureText
        failure={failure.value?.kind === 'gone' ? { kind: 'other', text: w.gone } : failure.value}
      />
      <button type="button" class="button go" aria-busy={busy.value} onClick={() => void join()}>
        {busy.value ? w.joining : w.joinAs(account.value?.name ?? '')}
      </button>
      <button type="button" class="button" onClick={() => (leaving.value = true)}>
        {w.notMe}
      </button>
      {leaving.value && <LogOutDialog onClose={() => (leaving.value = false)} onDone={onEnded} />}
    </div>
  );
}
