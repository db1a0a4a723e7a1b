// Edits of somebody whose level does not allow them. A manager takes them over or lets them go; their author may let
// them go too.

import { useSignal } from '@preact/signals';
import { answered, api } from '../../../api/client';
import { account } from '../../../data/session';
import { prefs } from '../../../data/prefs';
import { syncNow } from '../../../data/sync';
import { shortDate, words } from '../../../i18n';
import { inWords } from '../../../start/outbox/inWords';
import { dial } from '../../../time/format';
import { wallOf, zoneHere } from '../../../time/zones';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { ask, type Answer } from '../remote';
import { nameOf, valueText } from '../valueText';
import { fetchDecisions, type HeldGroup } from './fetching';

interface Props {
  tour: string;
  held: HeldGroup;
  manages: boolean;
  onDone: () => void;
}

export function HeldCard({ tour, held, manages, onDone }: Props) {
  const { day } = planWords.value;
  const { decision: text } = day;
  const busy = useSignal(false);
  const sure = useSignal(false);
  const wrong = useSignal('');
  const params = { params: { path: { tour, group: held.group.id } } };
  const run = async (request: Promise<unknown>, done: string) => {
    busy.value = true;
    const answer: Answer<unknown> = await ask(request);
    busy.value = false;
    if (answer.state !== 'here') {
      wrong.value = answer.state === 'offline' ? text.groupsOffline : text.failed(answer.why);
      return;
    }
    say(done);
    onDone();
    await Promise.all([fetchDecisions(tour), syncNow()]);
  };
  const mayDiscard = manages || held.author === account.value?.id;
  const wall = wallOf(Date.parse(held.at), zoneHere());
  const records = inWords(held.group.edits, {
    kind: (kind) => day.kind[kind] ?? kind,
    field: (name) => day.field[name] ?? name,
    value: (value, field) => valueText(field, value),
    title: nameOf,
  });
  return (
    <li class="card">
      <header>
        <h3 dir="auto">{held.author_name ?? text.somebody}</h3>
        <p>
          <time dateTime={held.at}>
            {shortDate(wall.date)} {dial(wall.minutes, prefs.value.cycle)}
          </time>
        </p>
      </header>
      <ul class="edits">
        {records.map((record, index) => (
          // Groups do not change, so the place of a record in one is its name.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <b>{actionText(record.action, record.kind, record.title)}</b>
            {record.fields.map((field) => (
              <span key={field.name} dir="auto">
                {field.name && `${field.name}: `}
                {field.from && <s>{field.from}</s>} {field.to || text.nothing}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {held.group.reason && (
        <p class="why" dir="auto">
          {text.because(held.group.reason)}
        </p>
      )}
      {wrong.value && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      <div class="actions">
        {sure.value ? (
          <>
            <span>{text.discardSure}</span>
            <button type="button" class="button" onClick={() => (sure.value = false)}>
              {words.value.app.cancel}
            </button>
            <button
              type="button"
              class="button stop"
              disabled={busy.value}
              onClick={() =>
                void run(
                  answered(api.POST('/v1/tours/{tour}/groups/{group}/discard', params)),
                  text.discarded,
                )
              }
            >
              {text.discard}
            </button>
          </>
        ) : (
          <>
            {mayDiscard && (
              <button type="button" class="button" onClick={() => (sure.value = true)}>
                {text.discard}
              </button>
            )}
            {manages && (
              <button
                type="button"
                class="button go"
                disabled={busy.value}
                onClick={() =>
                  void run(
                    answered(api.POST('/v1/tours/{tour}/groups/{group}/accept', params)),
                    text.accepted,
                  )
                }
              >
                {text.accept}
              </button>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function actionText(action: string, kind: string, title: string): string {
  const { decision: text } = planWords.value.day;
  switch (action) {
    case 'create':
      return text.created(kind, title);
    case 'delete':
      return text.deleted(kind, title);
    case 'undelete':
      return text.restored(kind, title);
    default:
      return title || kind;
  }
}
