// Copying a template to dates: which, then what that would add, then doing it.

import { useSignal } from '@preact/signals';
import { answered, api } from '../../../api/client';
import type { components } from '../../../api/schema.gen';
import type { Edit } from '../../../api/types';
import { waiting } from '../../../data/outbox';
import { syncNow } from '../../../data/sync';
import { words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { undoStep } from '../actions';
import { ask, type Remote } from '../remote';
import { Trouble } from '../Trouble';
import { ApplyPreview } from './ApplyPreview';
import { DatePicker } from './DatePicker';
import type { Template } from './overlay';

type Plan = components['schemas']['ApplyTemplateOut'];

/** The server takes two hundred edits in a group, and 64 KiB. */
const GROUP_EDITS_MAX = 120;

interface Props {
  tour: string;
  template: Template;
  onClose: () => void;
}

export function ApplyDialog({ tour, template, onClose }: Props) {
  const { applyDialog: text, did } = planWords.value.day;
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const onlyEmpty = useSignal(false);
  const plan = useSignal<Remote<Plan> | undefined>(undefined);
  const look = async () => {
    plan.value = { state: 'loading' };
    // The server plans with what it knows, so what waits on this device goes first.
    if (waiting.value.length > 0) await syncNow();
    plan.value = await ask(preview(tour, template.id, [...chosen.value], onlyEmpty.value));
  };
  const ready = plan.value?.state === 'here' ? plan.value.value : undefined;
  const n_edits = ready?.edits.length ?? 0;
  const apply = async () => {
    if (!ready) return;
    const label = did.applied(template.name, n_edits);
    const groups = inGroups(ready.edits);
    for (const edits of groups) if (!(await saveStep(tour, edits, label))) return;
    onClose();
    say(label, { label: words.value.app.undo, run: () => void undoAll(groups.length) });
  };
  return (
    <Dialog title={text.title(template.name)} onClose={onClose} wide>
      <div class="apply">
        {!plan.value && (
          <DatePicker
            type={template.day_type ?? undefined}
            chosen={chosen.value}
            onChoose={(dates) => (chosen.value = dates)}
            onlyEmpty={onlyEmpty.value}
            onOnlyEmpty={(only) => (onlyEmpty.value = only)}
          />
        )}
        {plan.value?.state === 'loading' && <p role="status">{text.looking}</p>}
        {plan.value?.state === 'offline' && <Trouble text={text.offline} onRetry={() => void look()} />}
        {plan.value?.state === 'refused' && <Trouble text={plan.value.why} />}
        {ready && <ApplyPreview dates={ready.dates} />}
        <div class="actions">
          {plan.value ? (
            <>
              <button type="button" class="button" onClick={() => (plan.value = undefined)}>
                {text.back}
              </button>
              <button type="button" class="button go" disabled={n_edits === 0} onClick={() => void apply()}>
                {ready && n_edits === 0 ? text.nothingToAdd : text.apply(n_edits)}
              </button>
            </>
          ) : (
            <button
              type="button"
              class="button go"
              disabled={chosen.value.size === 0}
              onClick={() => void look()}
            >
              {text.preview}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function preview(tour: string, template: string, dates: string[], onlyEmpty: boolean): Promise<Plan> {
  return answered(
    api.POST('/v1/tours/{tour}/schedule_templates/{template}/apply', {
      params: { path: { tour, template }, query: { preview: true } },
      body: { dates: dates.toSorted(), mode: onlyEmpty ? 'empty_dates_only' : 'add_missing' },
    }),
  );
}

async function undoAll(steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) await undoStep();
}

function inGroups(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  for (let from = 0; from < edits.length; from += GROUP_EDITS_MAX) {
    groups.push(edits.slice(from, from + GROUP_EDITS_MAX));
  }
  return groups;
}
