// Links that are still open. Their secrets were shown once and are nowhere any more; here they can be closed.

import { momentText } from '../../start/moment';
import { words } from '../../i18n';
import { planWords } from '../words';
import { members, revoke, type Invitation } from './access';

export function InvitationList({ tour, all }: { tour: string; all: Invitation[] }) {
  const w = planWords.value.office.access;
  if (all.length === 0) return <p class="office-nothing">{w.noInvitations}</p>;
  const name = (id: string) => members.value?.find((one) => one.account === id)?.name ?? w.somebody;
  const gives = (one: Invitation) =>
    Object.entries(one.audiences)
      .map(([audience, level]) => `${words.value.audience[audience] ?? audience}: ${w.levels[level]}`)
      .join(', ');
  return (
    <table class="office-table of-invitations">
      <caption class="vh">{w.invitations}</caption>
      <thead>
        <tr>
          <th scope="col">{w.gives}</th>
          <th scope="col">{w.forWhom}</th>
          <th scope="col">{w.by}</th>
          <th scope="col" class="n">
            {w.usesLeft}
          </th>
          <th scope="col">{w.until}</th>
          <th scope="col" class="more">
            <span class="vh">{w.revoke}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.id}>
            <td title={gives(one)}>{gives(one)}</td>
            <td title={one.email ?? ''}>{one.email ?? w.anybody}</td>
            <td>
              <bdi>{name(one.created_by)}</bdi>
            </td>
            <td class="n">{one.uses_left}</td>
            <td>{momentText(Date.parse(one.expires_at))}</td>
            <td class="more">
              <button
                type="button"
                class="office-link"
                aria-label={w.revokeOf(one.email ?? gives(one))}
                onClick={() => void revoke(tour, one.id)}
              >
                {w.revoke}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
