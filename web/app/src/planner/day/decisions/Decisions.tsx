// The page of everything that somebody has to decide: values in dispute, and edits that wait for acceptance.

import { useRef } from 'preact/hooks';
import { may, tourOf } from '../../../data/session';
import { planWords } from '../../words';
import '../day.css';
import { Trouble } from '../Trouble';
import './decisions.css';
import { DisputeCard } from './DisputeCard';
import { fetchDecisions, told, waitingGroups } from './fetching';
import { HeldCard } from './HeldCard';
import { openDisputes } from './open';

export function Decisions({ tour }: { tour: string }) {
  const { decision: text } = planWords.value.day;
  const heading = useRef<HTMLHeadingElement>(null);
  const level = tourOf(tour);
  const manages = may(level, 'manage');
  const disputes = openDisputes.value;
  const answer = told.value?.tour === tour ? told.value.answer : undefined;
  const held = waitingGroups.value;
  // What was decided leaves the page, and the focus must not leave with it.
  const onDone = () => heading.current?.focus();
  return (
    <div class="day-page decisions">
      <header class="day-top">
        <div class="where">
          <h1 ref={heading} tabIndex={-1}>
            {text.title}
          </h1>
          <p class="what">{text.lead}</p>
        </div>
      </header>
      {answer?.state === 'offline' && (
        <Trouble text={text.offline} onRetry={() => void fetchDecisions(tour)} />
      )}
      {answer?.state === 'refused' && <Trouble text={answer.why} />}
      {disputes.length === 0 ? (
        <div class="nothing">
          <h2>{text.none}</h2>
          <p>{text.noneHint}</p>
        </div>
      ) : (
        <ul class="cards">
          {disputes.map((dispute) => (
            <DisputeCard
              key={dispute.id}
              tour={tour}
              dispute={dispute}
              writable={may(level, 'edit')}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
      {(manages || held.length > 0) && (
        <section class="held" aria-labelledby="held-heading">
          <h2 id="held-heading">{text.groups}</h2>
          <p>{text.groupsLead}</p>
          {answer?.state === 'offline' && <p>{text.groupsOffline}</p>}
          {answer?.state === 'here' && held.length === 0 && <p>{text.noGroups}</p>}
          <ul class="cards">
            {held.map((one) => (
              <HeldCard key={one.group.id} tour={tour} held={one} manages={manages} onDone={onDone} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
