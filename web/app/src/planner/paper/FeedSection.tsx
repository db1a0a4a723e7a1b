// The viewer's own calendar feeds: made, copied the one time that their address is told, and ended.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { seenPeople } from '../../data/people';
import { line } from '../../data/sync';
import { momentText } from '../../start/moment';
import type { Remote } from '../day/remote';
import { planWords } from '../words';
import { CopyBox } from './CopyBox';
import { endFeed, feeds, makeFeed, type Feed, type FeedIn, type Shape } from './feeds';
import { Given, Missing } from './Given';

export function FeedSection({ tour }: { tour: string }) {
  const w = planWords.value.paper.feeds;
  const all = useSignal<Remote<Feed[]>>({ state: 'loading' });
  const made = useSignal<string | undefined>(undefined);
  const failed = useSignal('');
  const look = async () => {
    all.value = await feeds(tour);
  };
  useEffect(() => {
    made.value = undefined;
    all.value = { state: 'loading' };
    void look();
  }, [tour]);
  useEffect(() => {
    if (line.value === 'online' && all.peek().state === 'offline') void look();
  }, [line.value]);
  const took = (answer: { state: string; why?: string }) => {
    failed.value = answer.state === 'here' ? '' : (answer.why ?? planWords.peek().paper.offline);
    void look();
  };
  const make = async (body: FeedIn) => {
    const answer = await makeFeed(tour, body);
    if (answer.state === 'here') made.value = answer.value.url;
    took(answer);
  };
  const personName = (id: string) => seenPeople.value.people.find((one) => one.id === id)?.name ?? w.somebody;
  const shapes = w.shapes as Record<string, string>;
  return (
    <section class="paper-section" aria-labelledby="paper-feeds">
      <h2 id="paper-feeds">{w.title}</h2>
      <p>{w.hint}</p>
      <FeedForm onMake={(body) => void make(body)} />
      {made.value && (
        <div class="paper-once" role="status">
          <p>{w.once}</p>
          <CopyBox label={w.address} text={made.value} />
        </div>
      )}
      <Missing all={all.value} failed={failed.value} onRetry={() => void look()} />
      {all.value.state === 'here' && (
        <Given
          label={w.list}
          none={w.none}
          items={all.value.value.map((feed) => ({
            id: feed.id,
            title: feed.name ?? (feed.person ? personName(feed.person) : w.wholeTour),
            about: [
              feed.person && feed.name ? personName(feed.person) : '',
              shapes[feed.shape] ?? feed.shape,
              w.until(momentText(Date.parse(feed.expires_at))),
              feed.last_used_at ? w.used(momentText(Date.parse(feed.last_used_at))) : w.unused,
            ],
          }))}
          end={w.end}
          endOf={w.endOf}
          onEnd={(id) => void endFeed(tour, id).then(took)}
        />
      )}
    </section>
  );
}

function FeedForm({ onMake }: { onMake: (body: FeedIn) => void }) {
  const w = planWords.value.paper.feeds;
  const send = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const [person, name] = [text('person'), text('name')];
    onMake({ shape: text('shape') as Shape, ...(person ? { person } : {}), ...(name ? { name } : {}) });
    form.reset();
  };
  return (
    <form
      class="form paper-line"
      onSubmit={(event) => {
        event.preventDefault();
        send(event.currentTarget);
      }}
    >
      <label>
        {w.shape}
        <select name="shape">
          <option value="days">{w.shapes.days}</option>
          <option value="items">{w.shapes.items}</option>
        </select>
      </label>
      <label>
        {w.person}
        <select name="person">
          <option value="">{w.wholeTour}</option>
          {seenPeople.value.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.name}
        <input name="name" dir="auto" maxLength={200} />
      </label>
      <button class="button go">{w.make}</button>
    </form>
  );
}
