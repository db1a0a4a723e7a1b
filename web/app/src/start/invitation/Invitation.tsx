// Opening an invitation by its link: what it offers, and the ways to take it.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { account, expired, payLogOut } from '../../data/session';
import { longDate, words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { failureOf, type Failure } from '../failures';
import { failureText } from '../FailureText';
import { LogInForm } from '../LogInForm';
import { StartPage } from '../StartPage';
import { useTitle } from '../title';
import { JoinButton } from './JoinButton';
import { NewAccountForm } from './NewAccountForm';

type Offer = components['schemas']['OfferOut'];

export function Invitation({ token }: { token: string }) {
  const w = words.value.invitation;
  const offer = useSignal<Offer | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  useTitle(w.title);

  const look = async () => {
    failure.value = undefined;
    try {
      await payLogOut();
      offer.value = await answered(api.GET('/v1/invitations/{token}', { params: { path: { token } } }));
    } catch (error) {
      failure.value = failureOf(error);
    }
  };
  useEffect(() => void look(), [token]);

  return (
    <StartPage>
      <h1>{w.title}</h1>
      {offer.value ? (
        <>
          <OfferText offer={offer.value} />
          <Ways token={token} />
        </>
      ) : failure.value ? (
        <Failed failure={failure.value} onAgain={() => void look()} />
      ) : (
        <p role="status">{w.looking}</p>
      )}
    </StartPage>
  );
}

function OfferText({ offer }: { offer: Offer }) {
  const { invitation: w, audience, level } = words.value;
  return (
    <div class="offer">
      <p class="offer-tour" dir="auto">
        {offer.tour_name}
      </p>
      <p dir="auto">{w.from(offer.organisation_name)}</p>
      <h2>{w.audiences}</h2>
      <ul>
        {Object.entries(offer.audiences).map(([name, given]) => (
          <li key={name}>
            <span class="tape quiet">{audience[name] ?? name}</span> {w.levels[given] ?? level[given]}
          </li>
        ))}
      </ul>
      <p class="start-note">{w.until(longDate(offer.expires_at.slice(0, 10)))}</p>
    </div>
  );
}

function Failed({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const w = words.value.invitation;
  const isGone = failure.kind === 'gone';
  return (
    <>
      <p role="alert" class="start-alert">
        {isGone ? w.gone : failureText(failure)}
      </p>
      {isGone ? (
        <a class="button" href="/">
          {w.toStart}
        </a>
      ) : (
        <button type="button" class="button" onClick={onAgain}>
          {words.value.app.tryAgain}
        </button>
      )}
    </>
  );
}

/** With the account of this device, with another one, or with a new one. */
function Ways({ token }: { token: string }) {
  const w = words.value.invitation;
  const way = useSignal<'new' | 'known'>(account.value ? 'known' : 'new');
  const email = useSignal(account.value?.email);
  const loggedIn = useSignal(account.value !== undefined && !expired.value);
  if (loggedIn.value && account.value)
    return <JoinButton token={token} onEnded={() => (loggedIn.value = false)} />;
  return (
    <>
      <Choice
        label={w.who}
        quiet
        value={way.value}
        options={[
          ['new', w.newAccount],
          ['known', w.haveAccount],
        ]}
        onChoose={(next) => (way.value = next)}
      />
      {way.value === 'new' ? (
        <NewAccountForm
          token={token}
          onKnown={(address) => {
            email.value = address;
            way.value = 'known';
          }}
        />
      ) : (
        <LogInForm email={email.value} submit={w.logIn} onDone={() => (loggedIn.value = true)} />
      )}
    </>
  );
}
