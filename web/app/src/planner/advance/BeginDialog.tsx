// Beginning sheets: from which questions, what that would do to each show, then doing it.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Remote } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { today } from '../grid/tour';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import { boardItems } from './advances';
import { BeginPreview } from './BeginPreview';
import { advanceWords } from './say';
import {
  advanceTemplates,
  beginSheets,
  previewBegin,
  startersOf,
  type AdvanceTemplate,
  type Begin,
  type Begun,
  type Starter,
} from './server';

interface Props {
  tour: string;
  /** These alone; the choice is left to whoever asks, unless given. */
  dates?: string[];
  onClose: () => void;
}

interface Sources {
  starters: Starter[];
  templates: AdvanceTemplate[];
}

export function BeginDialog({ tour, dates, onClose }: Props) {
  const { beginDialog: w, sheet } = advanceWords.value;
  const sources = useSignal<Remote<Sources>>({ state: 'loading' });
  const from = useSignal('starter:club');
  const which = useSignal<'coming' | 'all'>('coming');
  const addMissing = useSignal(false);
  const plan = useSignal<Remote<Begun> | undefined>(undefined);

  const load = async () => {
    sources.value = { state: 'loading' };
    const [starters, templates] = await Promise.all([startersOf(tour), advanceTemplates(tour)]);
    if (starters.state !== 'here') sources.value = starters;
    else if (templates.state !== 'here') sources.value = templates;
    else sources.value = { state: 'here', value: { starters: starters.value, templates: templates.value } };
  };
  useEffect(() => void load(), [tour]);

  const asked = (): Begin => {
    const [kind, word = ''] = from.value.split(':');
    const coming = (boardItems.value ?? []).map((item) => item.date).filter((date) => date >= today.value);
    // No dates mean all of them.
    const some = coming.length > 0 ? [...new Set(coming)] : [today.value];
    const chosen = dates ?? (which.value === 'all' ? [] : some);
    return {
      ...(kind === 'starter' ? { starter: word } : { template: word }),
      dates: chosen,
      add_missing: addMissing.value,
    };
  };
  const look = async () => {
    plan.value = { state: 'loading' };
    plan.value = await previewBegin(tour, asked());
  };
  const apply = async (n: number) => {
    plan.value = { state: 'loading' };
    const done = await beginSheets(tour, asked());
    if (done.state !== 'here') {
      plan.value = done;
      return;
    }
    onClose();
    say(n > 0 ? w.done(n) : w.added);
  };
  const now = plan.value;
  const ready = now?.state === 'here' ? now.value : undefined;
  const n_begins = ready?.shows.filter((show) => show.begins).length ?? 0;
  return (
    <Dialog title={w.title} onClose={onClose} wide>
      <div class="form adv-form">
        {sources.value.state === 'loading' && <p role="status">{w.looking}</p>}
        {sources.value.state === 'offline' && (
          <Trouble text={sheet.needsServer} onRetry={() => void load()} />
        )}
        {sources.value.state === 'refused' && <Trouble text={sources.value.why} />}
        {sources.value.state === 'here' && !now && (
          <>
            <SourceField
              {...sources.value.value}
              value={from.value}
              onChoose={(next) => (from.value = next)}
            />
            {!dates && (
              <Choice
                label={w.shows}
                value={which.value}
                options={[
                  ['coming', w.which.coming],
                  ['all', w.which.all],
                ]}
                onChoose={(next) => (which.value = next)}
              />
            )}
            <div class="actions">
              <button type="button" class="button go" onClick={() => void look()}>
                {w.preview}
              </button>
            </div>
          </>
        )}
        {now?.state === 'loading' && <p role="status">{w.looking}</p>}
        {now?.state === 'offline' && <Trouble text={sheet.needsServer} onRetry={() => void look()} />}
        {now?.state === 'refused' && <Trouble text={now.why} />}
        {ready && (
          <BeginPreview
            plan={ready}
            addMissing={addMissing.value}
            onAddMissing={(add) => {
              addMissing.value = add;
              void look();
            }}
            onBack={() => (plan.value = undefined)}
            onApply={() => void apply(n_begins)}
          />
        )}
      </div>
    </Dialog>
  );
}

function SourceField(props: Sources & { value: string; onChoose: (value: string) => void }) {
  const { beginDialog: w } = advanceWords.value;
  const about = props.starters.find(({ word }) => props.value === `starter:${word}`)?.about;
  return (
    <label>
      {w.from}
      <select value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <optgroup label={w.starters}>
          {props.starters.map((one) => (
            <option key={one.word} value={`starter:${one.word}`}>
              {one.name}, {w.nQuestions(one.n_questions)}
            </option>
          ))}
        </optgroup>
        {props.templates.length > 0 && (
          <optgroup label={w.templates}>
            {props.templates.map((one) => (
              <option key={one.id} value={`template:${one.id}`}>
                {one.name}, {w.nQuestions(one.nQuestions)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {about && <small>{about}</small>}
    </label>
  );
}
