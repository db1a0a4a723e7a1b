// The links to the sheet of a date that are open: for a runner, a driver, the wall of a venue.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { line } from '../../data/sync';
import { momentText } from '../../start/moment';
import type { Remote } from '../day/remote';
import { planWords } from '../words';
import { CopyBox } from './CopyBox';
import { LINKED } from './files';
import { Given, Missing } from './Given';
import { closeDayLink, dayLinks, makeDayLink, type DayLink, type DayLinkIn, type LinkVariant } from './links';

interface Props {
  tour: string;
  date: string;
  /** Counts what was made elsewhere. */
  made: number;
}

const DAYS_MAX = 550;

export function LinkSection({ tour, date, made: madeElsewhere }: Props) {
  const { links: w, print } = planWords.value.paper;
  const all = useSignal<Remote<DayLink[]>>({ state: 'loading' });
  const made = useSignal<string | undefined>(undefined);
  const failed = useSignal('');
  const look = async () => {
    all.value = await dayLinks(tour, date);
  };
  useEffect(() => {
    made.value = undefined;
    failed.value = '';
    all.value = { state: 'loading' };
  }, [tour, date]);
  useEffect(() => void look(), [tour, date, madeElsewhere]);
  useEffect(() => {
    if (line.value === 'online' && all.peek().state === 'offline') void look();
  }, [line.value]);
  const took = (answer: { state: string; why?: string }) => {
    failed.value = answer.state === 'here' ? '' : (answer.why ?? planWords.peek().paper.offline);
    void look();
  };
  const make = async (body: DayLinkIn) => {
    const answer = await makeDayLink(tour, date, body);
    if (answer.state === 'here') made.value = answer.value.url;
    took(answer);
  };
  const names = print.variants as Record<string, string>;
  return (
    <section class="paper-section" aria-labelledby="paper-links">
      <h2 id="paper-links">{w.title}</h2>
      <p>{w.hint}</p>
      <LinkForm onMake={(body) => void make(body)} />
      {made.value && (
        <div class="paper-once" role="status">
          <p>{w.once}</p>
          <CopyBox label={print.link} text={made.value} />
        </div>
      )}
      <Missing all={all.value} failed={failed.value} onRetry={() => void look()} />
      {all.value.state === 'here' && (
        <Given
          label={w.list}
          none={w.none}
          items={all.value.value.map((link) => ({
            id: link.id,
            title: link.label ?? names[link.variant] ?? link.variant,
            about: [
              link.label ? (names[link.variant] ?? link.variant) : '',
              w.until(momentText(Date.parse(link.expires_at))),
              link.last_opened_at ? w.opened(momentText(Date.parse(link.last_opened_at))) : w.unopened,
            ],
          }))}
          end={w.end}
          endOf={w.endOf}
          onEnd={(id) => void closeDayLink(tour, date, id).then(took)}
        />
      )}
    </section>
  );
}

function LinkForm({ onMake }: { onMake: (body: DayLinkIn) => void }) {
  const { links: w, print } = planWords.value.paper;
  const send = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const [label, days] = [text('label'), Number(text('days'))];
    onMake({
      variant: text('variant') as LinkVariant,
      ...(label ? { label } : {}),
      ...(days > 0 ? { expires_in_days: days } : {}),
    });
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
        {w.shows}
        <select name="variant">
          {LINKED.map((one) => (
            <option key={one} value={one}>
              {print.variants[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.label}
        <input name="label" dir="auto" maxLength={200} />
      </label>
      <label>
        {w.days}
        <input
          name="days"
          type="number"
          inputMode="numeric"
          min={1}
          max={DAYS_MAX}
          placeholder={w.daysUsual}
        />
      </label>
      <button class="button go">{w.make}</button>
    </form>
  );
}
