// One thing that somebody did on this device and that is not in force yet.

import { useSignal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { Entry } from '../../data/db';
import { letGo, putBack, tryAgain } from '../../data/outbox';
import { DECIDED_AGAINST } from '../../data/held';
import { words } from '../../i18n';
import { copyText } from '../../ui/copy';
import { say } from '../../ui/Toast';
import { failureOf } from '../failures';
import { failureText } from '../FailureText';
import { momentText } from '../moment';
import { sentence } from '../sentence';
import { asText, inWords, type ChangedField, type ChangedRecord } from './inWords';
import { speech, withFields } from './speech';

/** A schedule that was moved as a whole is many records; the first say what it was. */
const RECORDS_SHOWN = 4;

interface Props {
  entry: Entry;
  /** The tour's name, where it is not the open one. */
  elsewhere?: string | undefined;
}

export function EntryCard({ entry, elsewhere }: Props) {
  const w = words.value.outbox;
  const all = useSignal(false);
  const records = inWords(entry.group.edits, speech);
  const shown = all.value ? records : records.slice(0, RECORDS_SHOWN);
  return (
    <article class="entry" aria-label={entry.label}>
      <header>
        <h3 dir="auto">{entry.label}</h3>
        <p>
          {[elsewhere, w.said(momentText(Date.parse(entry.group.said_at ?? '')))].filter(Boolean).join(', ')}
        </p>
      </header>
      <ul>
        {shown.map((record) => (
          <li key={`${record.kind} ${record.title} ${record.action}`}>
            <RecordLine record={record} />
          </li>
        ))}
      </ul>
      {shown.length < records.length && (
        <button type="button" class="entry-more" onClick={() => (all.value = true)}>
          {w.moreRecords(records.length - shown.length)}
        </button>
      )}
      {entry.state !== 'waiting' && <Reason entry={entry} />}
      <Actions entry={entry} records={records} />
    </article>
  );
}

function RecordLine({ record }: { record: ChangedRecord }) {
  const w = words.value.outbox;
  const { action, kind, title, fields } = record;
  return (
    <>
      <p class="entry-record">
        <span>{w.actions[action]?.(kind) ?? kind}</span> <b dir="auto">{title}</b>
      </p>
      {fields.length > 0 && (
        <dl>
          {fields.map((field) => (
            <FieldLine key={field.name} field={field} />
          ))}
        </dl>
      )}
    </>
  );
}

function FieldLine({ field }: { field: ChangedField }) {
  const w = words.value.outbox;
  return (
    <div>
      <dt>{field.name}</dt>
      <dd>
        {field.from !== undefined && (
          <>
            <span class="vh">{w.from} </span>
            <s dir="auto">{field.from}</s> <span aria-hidden="true">→ </span>
            <span class="vh">{w.to} </span>
          </>
        )}
        <b dir="auto">{field.to}</b>
      </dd>
    </div>
  );
}

/** Why the server did not take it, in its own words. */
function Reason({ entry }: { entry: Entry }) {
  const w = words.value.outbox;
  const rules = (entry.receipt?.problem?.errors ?? []).map((one) => `${one.field}: ${one.rule}`);
  const why = entry.why === DECIDED_AGAINST ? w.decidedAgainst : entry.why;
  const said = withFields([...new Set([why, ...rules])].filter(Boolean).join('; '));
  return (
    <p class={entry.state === 'held' ? 'entry-why held' : 'entry-why'}>
      <b>{entry.state === 'held' ? w.heldWhy : w.refusedWhy}</b>{' '}
      <span dir="auto">{sentence(said || w.noReason)}</span>
    </p>
  );
}

function Actions({ entry, records }: { entry: Entry; records: ChangedRecord[] }) {
  const w = words.value.outbox;
  const copy = async () => say((await copyText(asText(entry.label, records))) ? w.copied : w.notCopied);
  const drop = async () => {
    // The server keeps it for a manager: it is let go there first, or it would still be decided on.
    if (entry.state === 'held' && !(await withdrawn(entry))) return;
    await letGo(entry.id);
    const back = entry.state === 'held' ? () => tryAgain(entry) : () => putBack(entry);
    say(w.letGone(entry.label), { label: words.value.app.undo, run: () => void back() });
  };
  return (
    <div class="entry-actions">
      {entry.state === 'refused' && (
        <button type="button" class="button" onClick={() => void tryAgain(entry)}>
          {words.value.app.tryAgain}
        </button>
      )}
      <button type="button" class="button" aria-label={w.letGoOf(entry.label)} onClick={() => void drop()}>
        {w.letGo}
      </button>
      <button type="button" class="button" aria-label={w.copyOf(entry.label)} onClick={() => void copy()}>
        {w.copy}
      </button>
    </div>
  );
}

/** Whether the server has let it go; says why where it has not. */
async function withdrawn(entry: Entry): Promise<boolean> {
  const params = { path: { tour: entry.tour, group: entry.id } };
  try {
    await answered(api.POST('/v1/tours/{tour}/groups/{group}/discard', { params }));
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'gone') return true;
    say(failureText(failure));
    return false;
  }
}
