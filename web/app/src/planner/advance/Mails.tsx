// The mails of a sheet: written, looked at, sent or copied, and every one kept. They are with the server alone.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { line } from '../../data/sync';
import { momentText } from '../../start/moment';
import { say } from '../../ui/Toast';
import type { Remote } from '../day/remote';
import { MailDialog } from './MailDialog';
import { draftMail, mailsOf, type Mail, type Mails as Told } from './mailing';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';

interface Props {
  tour: string;
  sheet: SeenSheet;
}

export function Mails({ tour, sheet }: Props) {
  const { mails: w, sheet: sheetWords } = advanceWords.value;
  const told = useSignal<Remote<Told>>({ state: 'loading' });
  const opened = useSignal<Mail | undefined>(undefined);
  const { advance } = sheet;
  const read = async () => {
    const next = await mailsOf(tour, advance);
    // Without a network the last answer is better than none.
    if (next.state !== 'offline' || told.peek().state !== 'here') told.value = next;
  };
  useEffect(() => void read(), [tour, advance, sheet.newest, line.value]);
  const write = async () => {
    const made = await draftMail(tour, advance);
    if (made.state === 'here') opened.value = made.value;
    else say(made.state === 'offline' ? sheetWords.needsServer : made.why);
    await read();
  };
  const now = told.value;
  return (
    <section aria-labelledby="mails-heading">
      <header>
        <h2 id="mails-heading">{w.title}</h2>
        <button type="button" class="button" onClick={() => void write()}>
          {w.write}
        </button>
      </header>
      {now.state === 'offline' && <p>{w.offline}</p>}
      {now.state === 'refused' && <p>{now.why}</p>}
      {now.state === 'here' && now.value.items.length === 0 && <p>{w.none}</p>}
      {now.state === 'here' && (
        <ul>
          {now.value.items.map((mail) => (
            <li key={mail.id}>
              <b dir="auto">{mail.subject}</b>
              <small>
                {w.status[mail.status] ?? mail.status}, {momentText(Date.parse(mail.changed_at))}
                {mail.to_email && <>; {mail.to_email}</>}
                {mail.problem && <>; {mail.problem}</>}
              </small>
              <button
                type="button"
                class="office-link"
                aria-label={w.lookAt(mail.subject)}
                onClick={() => (opened.value = mail)}
              >
                {w.look}
              </button>
            </li>
          ))}
        </ul>
      )}
      {opened.value && (
        <MailDialog
          tour={tour}
          mail={opened.value}
          smtp={now.state === 'here' && now.value.smtp}
          onClose={() => {
            opened.value = undefined;
            void read();
          }}
        />
      )}
    </section>
  );
}
