// As which version a list was handed out, what has changed since, and handing it out anew.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { changeText } from '../../crew/paper/changeText';
import { upToDateAt } from '../../data/book';
import type { Remote } from '../day/remote';
import { listFile, listPath, type ListOf } from '../paper/files';
import { PublishDialog } from '../paper/PublishDialog';
import type { Subject } from '../paper/server';
import { planWords } from '../words';
import { standingOf, type Standing } from './standing';

interface Props {
  tour: string;
  list: ListOf;
  title: string;
  edits: boolean;
}

export function Handing({ tour, list, title, edits }: Props) {
  const w = planWords.value.lists;
  const standing = useSignal<Remote<Standing>>({ state: 'loading' });
  const publishing = useSignal(false);
  const look = async () => {
    standing.value = await standingOf(tour, list);
  };
  useEffect(() => void look(), [tour, listPath(list), upToDateAt.value]);
  const now = standing.value.state === 'here' ? standing.value.value : undefined;
  const changes = now && now.n_unpublished > 0 ? now.changes : [];
  return (
    <div class="lists-handing">
      <p>
        {standing.value.state === 'offline' && w.standingOffline}
        {now && (now.version ? w.handedOut(now.version, now.n_unpublished) : w.neverHandedOut)}
      </p>
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change.record} dir="auto">
              {changeText(change)}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <Files tour={tour} list={list} title={title} />
        {edits && (
          <button
            type="button"
            class="button go"
            aria-label={w.handOutOf(title)}
            onClick={() => (publishing.value = true)}
          >
            {w.handOut}
          </button>
        )}
      </div>
      {publishing.value && (
        <PublishDialog
          tour={tour}
          subject={subjectOf(list)}
          title={w.handOutOf(title)}
          onClose={() => {
            publishing.value = false;
            void look();
          }}
        >
          <div class="actions">
            <Files tour={tour} list={list} title={title} />
          </div>
        </PublishDialog>
      )}
    </div>
  );
}

function subjectOf(list: ListOf): Subject {
  return 'event' in list
    ? { what: 'guest_list', event: list.event }
    : { what: 'rooming_list', stay: list.stay };
}

function Files({ tour, list, title }: { tour: string; list: ListOf; title: string }) {
  return (
    <>
      <a
        class="button"
        target="_blank"
        rel="noopener"
        href={listFile(tour, list, 'pdf')}
        aria-label={`${title}, PDF`}
      >
        PDF
      </a>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a
          key={format}
          class="button"
          download
          href={listFile(tour, list, format)}
          aria-label={`${title}, ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </>
  );
}
