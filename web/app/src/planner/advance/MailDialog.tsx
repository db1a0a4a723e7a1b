// One mail: as a draft it can be changed, sent, copied with a fresh link, or dropped; otherwise it is read.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { copyText } from '../../ui/copy';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import type { Answer } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { changeMail, dropMail, mailText, sendMail, type Mail } from './mailing';
import { advanceWords } from './say';

interface Props {
  tour: string;
  mail: Mail;
  /** Whether the server can send mails. */
  smtp: boolean;
  onClose: () => void;
}

export function MailDialog({ tour, mail, smtp, onClose }: Props) {
  const { mails: w, sheet: sheetWords } = advanceWords.value;
  const to = useSignal(mail.to_email ?? '');
  const subject = useSignal(mail.subject);
  const body = useSignal(mail.body);
  const copy = useSignal<string | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const box = useRef<HTMLTextAreaElement>(null);
  const open = mail.status === 'draft' || mail.status === 'failed';

  /** Tells why something was not done; the value where it was. */
  const done = <T,>(answer: Answer<T>): T | undefined => {
    if (answer.state === 'here') return answer.value;
    trouble.value = answer.state === 'offline' ? sheetWords.needsServer : answer.why;
    return undefined;
  };
  const saved = async (): Promise<boolean> => {
    const changed = { to_email: to.value.trim() || null, subject: subject.value, body: body.value };
    return done(await changeMail(tour, mail, changed)) !== undefined;
  };
  const send = async () => {
    if (!(await saved()) || !done(await sendMail(tour, mail))) return;
    say(w.sent);
    onClose();
  };
  const text = async () => {
    if (open && !(await saved())) return;
    const told = done(await mailText(tour, mail));
    if (told) copy.value = told.text;
  };
  const drop = async () => {
    const dropped = await dropMail(tour, mail);
    if (dropped.state === 'here') onClose();
    else done(dropped);
  };
  return (
    <Dialog title={w.mail} onClose={onClose} wide>
      <div class="form adv-form">
        {trouble.value && <Trouble text={trouble.value} />}
        {copy.value === undefined ? (
          <>
            <label>
              {w.to}
              <input
                type="email"
                readOnly={!open}
                value={to.value}
                onInput={(event) => (to.value = event.currentTarget.value)}
              />
            </label>
            <label>
              {w.subject}
              <input
                readOnly={!open}
                dir="auto"
                value={subject.value}
                onInput={(event) => (subject.value = event.currentTarget.value)}
              />
            </label>
            <label>
              {w.body}
              <textarea
                rows={14}
                readOnly={!open}
                dir="auto"
                value={body.value}
                onInput={(event) => (body.value = event.currentTarget.value)}
              />
            </label>
            <p>{w.link}</p>
            {open && !smtp && <p>{w.noSmtp}</p>}
            <div class="actions">
              {open && (
                <button type="button" class="button" onClick={() => void drop()}>
                  {w.drop}
                </button>
              )}
              {(open || mail.status === 'copied') && (
                <button type="button" class="button" onClick={() => void text()}>
                  {w.text}
                </button>
              )}
              {open && smtp && (
                <button type="button" class="button go" onClick={() => void send()}>
                  {w.send}
                </button>
              )}
            </div>
          </>
        ) : (
          <>
            <label>
              {w.body}
              <textarea ref={box} rows={16} readOnly dir="auto" value={copy.value} />
            </label>
            <div class="actions">
              <button
                type="button"
                class="button go"
                onClick={() =>
                  void copyText(copy.value ?? '').then((ok) => (ok ? say(w.copied) : box.current?.select()))
                }
              >
                {w.copy}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
