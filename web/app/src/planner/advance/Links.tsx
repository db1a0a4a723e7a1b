// The links that open the form of a sheet, and what came in by them. They are with the server alone.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { line } from '../../data/sync';
import { momentText } from '../../start/moment';
import { say } from '../../ui/Toast';
import type { Remote } from '../day/remote';
import { GiveLinkDialog } from './GiveLinkDialog';
import { LinkLine } from './LinkLine';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';
import { closeLink, linksOf, type Links as Told } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
}

export function Links({ tour, sheet }: Props) {
  const { links: w, sheet: sheetWords } = advanceWords.value;
  const told = useSignal<Remote<Told>>({ state: 'loading' });
  const giving = useSignal(false);
  const { advance } = sheet;
  const read = async () => {
    const next = await linksOf(tour, advance);
    // Without a network the last answer is better than none.
    if (next.state !== 'offline' || told.peek().state !== 'here') told.value = next;
  };
  // Anew with every answer that comes in, and when there is a network again.
  useEffect(() => void read(), [tour, advance, sheet.newest, line.value]);
  const close = async (id: string) => {
    const done = await closeLink(tour, advance, id);
    if (done.state === 'here') say(w.revoked);
    else say(done.state === 'offline' ? sheetWords.needsServer : done.why);
    await read();
  };
  const now = told.value;
  return (
    <section aria-labelledby="links-heading">
      <header>
        <h2 id="links-heading">{w.title}</h2>
        <button type="button" class="button" onClick={() => (giving.value = true)}>
          {w.give}
        </button>
      </header>
      {now.state === 'offline' && <p>{w.offline}</p>}
      {now.state === 'refused' && <p>{now.why}</p>}
      {now.state === 'here' && (
        <>
          {now.value.items.length === 0 && <p>{w.none}</p>}
          <ul>
            {now.value.items.map((one) => (
              <LinkLine key={one.id} link={one} onClose={() => void close(one.id)} />
            ))}
          </ul>
          <h3>{w.visits}</h3>
          {now.value.visits.length === 0 && <p>{w.noVisits}</p>}
          <ul>
            {now.value.visits.map((visit) => (
              <li key={`${visit.link}${visit.at}`}>
                <b dir="auto">{w.visit(visit.by ?? w.somebody, visit.n_answers)}</b>
                <small>
                  {momentText(Date.parse(visit.at))}
                  {visit.address && <>, {w.from(visit.address)}</>}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {giving.value && (
        <GiveLinkDialog
          tour={tour}
          sheet={sheet}
          onClose={() => {
            giving.value = false;
            void read();
          }}
        />
      )}
    </section>
  );
}
