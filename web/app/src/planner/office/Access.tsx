// Who may open the book: everybody with an account, by audience, and the links that are still open.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tourOf } from '../../data/session';
import { words } from '../../i18n';
import { FailureText } from '../../start/FailureText';
import { planWords } from '../words';
import { audiencesOf, failure, invitations, members, readAccess } from './access';
import { InvitationList } from './InvitationList';
import { InviteDialog } from './InviteDialog';
import { MemberTable } from './MemberTable';

export function Access({ tour }: { tour: string }) {
  const w = planWords.value.office.access;
  const inviting = useSignal(false);
  const audiences = audiencesOf(tourOf(tour));
  useEffect(() => {
    members.value = undefined;
    invitations.value = undefined;
    void readAccess(tour);
  }, [tour]);
  return (
    <div class="office-body access">
      <div class="office-text">
        <p>{w.hint}</p>
        <FailureText failure={failure.value} isTyped={false} />
        {failure.value && !members.value && (
          <button type="button" class="btn" onClick={() => void readAccess(tour)}>
            {words.value.app.tryAgain}
          </button>
        )}
      </div>
      {members.value ? (
        <MemberTable tour={tour} audiences={audiences} all={members.value} />
      ) : (
        !failure.value && <p class="office-nothing">{w.looking}</p>
      )}
      {invitations.value && (
        <>
          <header class="office-section">
            <h2>{w.invitations}</h2>
            <button type="button" class="btn go" onClick={() => (inviting.value = true)}>
              {w.invite}
            </button>
          </header>
          <InvitationList tour={tour} all={invitations.value} />
        </>
      )}
      {inviting.value && (
        <InviteDialog
          tour={tour}
          audiences={audiences.filter((one) => one.manages).map((one) => one.audience)}
          onClose={() => {
            inviting.value = false;
            void readAccess(tour);
          }}
        />
      )}
    </div>
  );
}
