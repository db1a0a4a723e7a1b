// Everybody with an account, and their level in each audience. Levels in audiences that the viewer manages can be
// changed; the viewer's own, and taking somebody off, only after a question.

import { useSignal } from '@preact/signals';
import type { Level } from '../../api/types';
import { account } from '../../data/session';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { planWords } from '../words';
import { LEVELS, setLevel, takeOff, type Member } from './access';

interface Props {
  tour: string;
  audiences: { audience: string; manages: boolean }[];
  all: Member[];
}

interface Question {
  title: string;
  text: string;
  yes: string;
  run: () => Promise<void>;
}

export function MemberTable({ tour, audiences, all }: Props) {
  const w = planWords.value.office.access;
  const question = useSignal<Question | undefined>(undefined);
  const give = (member: Member, audience: string, level: Level | null) => {
    const run = () => setLevel(tour, member.account, audience, level);
    if (member.account !== account.value?.id) return void run();
    question.value = { title: w.ownTitle, text: w.ownText, yes: w.ownYes, run };
  };
  const ask = (member: Member) => {
    const run = () => takeOff(tour, member.account);
    question.value = { title: w.takeOffTitle(member.name), text: w.takeOffText, yes: w.takeOff, run };
  };
  return (
    <>
      <table class="office-table of-members">
        <caption class="vh">{w.members}</caption>
        <thead>
          <tr>
            <th scope="col">{words.value.outbox.fields.name}</th>
            <th scope="col">{words.value.outbox.fields.email}</th>
            {audiences.map(({ audience }) => (
              <th key={audience} scope="col" class="level">
                {words.value.audience[audience] ?? audience}
              </th>
            ))}
            <th scope="col" class="more">
              <span class="vh">{w.takeOff}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((member) => (
            <tr key={member.account}>
              <th scope="row" title={member.name}>
                <bdi>{member.name}</bdi>
                {member.account === account.value?.id && <small> {w.you}</small>}
              </th>
              <td title={member.email ?? ''}>{member.email}</td>
              {audiences.map((one) => (
                <td key={one.audience} class="level">
                  <LevelCell {...one} member={member} onGive={(level) => give(member, one.audience, level)} />
                </td>
              ))}
              <td class="more">
                <button
                  type="button"
                  class="office-link"
                  aria-label={w.takeOffOf(member.name)}
                  onClick={() => ask(member)}
                >
                  {w.takeOff}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {question.value && <Ask question={question.value} onClose={() => (question.value = undefined)} />}
    </>
  );
}

interface LevelProps {
  audience: string;
  manages: boolean;
  member: Member;
  onGive: (level: Level | null) => void;
}

function LevelCell({ audience, manages, member, onGive }: LevelProps) {
  const { office } = planWords.value;
  const w = office.access;
  const level = member.audiences[audience];
  if (!manages) return <>{level ? w.levels[level] : ''}</>;
  return (
    <select
      class={level ? 'office-cell' : 'office-cell is-empty'}
      aria-label={w.levelOf(member.name, words.value.audience[audience] ?? audience)}
      value={level ?? ''}
      onChange={(event) => {
        const next = (event.currentTarget.value || null) as Level | null;
        // What is in force stays in sight until the server has agreed.
        event.currentTarget.value = level ?? '';
        onGive(next);
      }}
    >
      <option value="">{w.none}</option>
      {LEVELS.map((one) => (
        <option key={one} value={one}>
          {w.levels[one]}
        </option>
      ))}
    </select>
  );
}

function Ask({ question, onClose }: { question: Question; onClose: () => void }) {
  return (
    <Dialog title={question.title} onClose={onClose}>
      <div class="form">
        <p>{question.text}</p>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button
            type="button"
            class="button stop"
            onClick={() => {
              onClose();
              void question.run();
            }}
          >
            {question.yes}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
