// The page of schedule templates: the list, and beside it the one that somebody looks at.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { remove } from '../../../data/edits';
import { prefs } from '../../../data/prefs';
import { may, tourOf } from '../../../data/session';
import { line } from '../../../data/sync';
import { words } from '../../../i18n';
import { Icon } from '../../../ui/Icon';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { undoStep } from '../actions';
import '../day.css';
import { Trouble } from '../Trouble';
import { ApplyDialog } from './ApplyDialog';
import { drafts, dropDraft, dropDrafts, isUnsaved, keepDraft, openAs, openDraft } from './drafts';
import { FromDayDialog } from './FromDayDialog';
import type { Template } from './overlay';
import { draftOf } from './rows';
import { TemplateForm } from './TemplateForm';
import { TemplateList } from './TemplateList';
import './templates.css';
import { fetched, fetchTemplates, templatesOf } from './templates';

export function Templates({ tour }: { tour: string }) {
  const { template: text, did } = planWords.value.day;
  const dialog = useSignal<'fromDay' | { apply: Template } | undefined>(undefined);
  useEffect(() => {
    void fetchTemplates(tour);
    return dropDrafts;
  }, [tour]);
  useEffect(() => {
    if (line.value === 'online' && fetched.peek().state === 'offline') void fetchTemplates(tour);
  }, [line.value]);

  const list = templatesOf(tour);
  const writable = may(tourOf(tour), 'edit');
  const key = openDraft.value;
  const draft = key === undefined ? undefined : drafts.value.get(key);
  const drop = async (template: Template) => {
    const label = did.templateDeleted(template.name);
    const done = await saveStep(tour, [remove('schedule_template', template.id, template.ver)], label);
    if (!done) return;
    dropDraft(template.id);
    say(label, { label: words.value.app.undo, run: () => void undoStep() });
  };
  const chosen = list?.find((one) => one.id === key);
  const close = () => {
    dialog.value = undefined;
  };
  return (
    <div class="day-page templates">
      <header class="day-top">
        <div class="where">
          <h1>{text.title}</h1>
          <p class="what">{text.lead}</p>
        </div>
        {writable && (
          <div class="day-actions">
            <button type="button" class="button go" onClick={() => (dialog.value = 'fromDay')}>
              <Icon name="plus" />
              {text.fromDay}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => openAs(draftOf(undefined, prefs.value.cycle))}
            >
              {text.blank}
            </button>
          </div>
        )}
      </header>
      {fetched.value.state === 'offline' && (
        <Trouble text={list ? text.offline : text.offlineNone} onRetry={() => void fetchTemplates(tour)} />
      )}
      {fetched.value.state === 'refused' && <Trouble text={fetched.value.why} />}
      <div class="split">
        <TemplateList list={list} onChoose={show} />
        {draft && key && (
          <TemplateForm
            key={key}
            tour={tour}
            draft={draft}
            writable={writable}
            onChange={(next) => keepDraft(key, next)}
            onDone={() => dropDraft(key)}
            onApply={chosen && (() => (dialog.value = { apply: chosen }))}
            onDelete={chosen && (() => void drop(chosen))}
          />
        )}
        {!draft && list && list.length > 0 && <p class="nothing">{text.choose}</p>}
      </div>
      {dialog.value === 'fromDay' && (
        <FromDayDialog
          onClose={close}
          onMade={(next) => {
            openAs(next);
            close();
          }}
        />
      )}
      {typeof dialog.value === 'object' && (
        <ApplyDialog tour={tour} template={dialog.value.apply} onClose={close} />
      )}
    </div>
  );
}

function show(template: Template): void {
  // What was only looked at is read anew; what was written in stays.
  const kept = drafts.peek().get(template.id);
  if (kept && !isUnsaved(kept)) dropDraft(template.id);
  openAs(draftOf(template, prefs.value.cycle));
}
