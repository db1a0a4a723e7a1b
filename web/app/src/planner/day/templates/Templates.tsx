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
import { saveStep, undoStep } from '../actions';
import '../day.css';
import { Trouble } from '../Trouble';
import { ApplyDialog } from './ApplyDialog';
import { FromDayDialog } from './FromDayDialog';
import type { Template } from './overlay';
import { draftOf, type Draft } from './rows';
import { TemplateForm } from './TemplateForm';
import { TemplateList } from './TemplateList';
import './templates.css';
import { fetched, fetchTemplates, templatesOf } from './templates';

export function Templates({ tour }: { tour: string }) {
  const { template: text, did } = planWords.value.day;
  const draft = useSignal<Draft | undefined>(undefined);
  const dialog = useSignal<'fromDay' | { apply: Template } | undefined>(undefined);
  useEffect(() => {
    draft.value = undefined;
    void fetchTemplates(tour);
  }, [tour]);
  useEffect(() => {
    if (line.value === 'online' && fetched.peek().state === 'offline') void fetchTemplates(tour);
  }, [line.value]);

  const list = templatesOf(tour);
  const writable = may(tourOf(tour), 'edit');
  const show = (template: Template) => {
    draft.value = draftOf(template, prefs.value.cycle);
  };
  const drop = async (template: Template) => {
    const label = did.templateDeleted(template.name);
    if (!(await saveStep(tour, [remove('schedule_template', template.id, template.ver)], label))) return;
    draft.value = undefined;
    say(label, { label: words.value.app.undo, run: () => void undoStep() });
  };
  const chosen = draft.value?.of && list?.find((one) => one.id === draft.value?.of?.id);
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
              onClick={() => (draft.value = draftOf(undefined, prefs.value.cycle))}
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
        <TemplateList list={list} chosen={draft.value?.of?.id} onChoose={show} />
        {draft.value && (
          <TemplateForm
            key={draft.value.of?.id ?? 'new'}
            tour={tour}
            draft={draft.value}
            writable={writable}
            onChange={(next) => (draft.value = next)}
            onDone={() => (draft.value = undefined)}
            onApply={chosen && (() => (dialog.value = { apply: chosen }))}
            onDelete={chosen && (() => void drop(chosen))}
          />
        )}
      </div>
      {dialog.value === 'fromDay' && (
        <FromDayDialog
          onClose={() => (dialog.value = undefined)}
          onMade={(next) => {
            draft.value = next;
            dialog.value = undefined;
          }}
        />
      )}
      {typeof dialog.value === 'object' && (
        <ApplyDialog tour={tour} template={dialog.value.apply} onClose={() => (dialog.value = undefined)} />
      )}
    </div>
  );
}
