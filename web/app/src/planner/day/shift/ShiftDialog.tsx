// "Push everything after soundcheck by 30 minutes": what to shift on the left, what that would do on the right.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DaySheet } from '../../../api/types';
import { line } from '../../../data/sync';
import { words } from '../../../i18n';
import { duration } from '../../../time/format';
import { Dialog } from '../../../ui/Dialog';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { undoStep } from '../actions';
import type { Remote } from '../remote';
import { dropForm, formOn, keepForm, requestOf, type ShiftForm, type ShiftPlan } from './form';
import { previewShift } from './preview';
import './shift.css';
import { ShiftFields } from './ShiftFields';
import { ShiftPreview } from './ShiftPreview';

/** After the last key somebody has said what they mean. */
const TYPING_MS = 350;

interface Props {
  tour: string;
  sheet: DaySheet;
  row?: string | undefined;
  onClose: () => void;
}

export function ShiftDialog({ tour, sheet, row, onClose }: Props) {
  const { day } = planWords.value;
  const { date } = sheet.header;
  const plan = useSignal<Remote<ShiftPlan> | undefined>(undefined);
  const form = formOn(sheet, row);
  const request = requestOf(form);
  const asked = JSON.stringify(request);
  const look = async () => {
    if (!request) return;
    plan.value = { state: 'loading' };
    const answer = await previewShift(tour, date, request);
    if (asked === JSON.stringify(requestOf(formOn(sheet, row)))) plan.value = answer;
  };
  useEffect(() => {
    if (!request) {
      plan.value = undefined;
      return;
    }
    const timer = setTimeout(() => void look(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [asked]);

  useEffect(() => {
    if (line.value === 'online' && plan.peek()?.state === 'offline') void look();
  }, [line.value]);

  const change = (next: Partial<ShiftForm>) => keepForm(date, { ...form, ...next });
  const ready = plan.value?.state === 'here' ? plan.value.value : undefined;
  const apply = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready || ready.edits.length === 0) return;
    const label = day.did.shifted(ready.moves.length, shiftText(ready.minutes));
    const done = await saveStep(tour, ready.edits, label, form.reason.trim() || undefined);
    if (!done) return;
    dropForm(date);
    onClose();
    say(label, { label: words.value.app.undo, run: () => void undoStep() });
  };
  return (
    <Dialog title={day.shiftDialog.title} onClose={onClose} wide>
      <form class="shift" onSubmit={(event) => void apply(event)}>
        <ShiftFields sheet={sheet} form={form} onChange={change} />
        <section class="shift-preview" aria-label={day.shiftDialog.preview} aria-live="polite">
          <h3>{day.shiftDialog.preview}</h3>
          <ShiftPreview
            sheet={sheet}
            plan={plan.value}
            onRetry={() => void look()}
            onExclude={(id, out) =>
              change({ exclude: out ? [...form.exclude, id] : form.exclude.filter((one) => one !== id) })
            }
          />
        </section>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button type="submit" class="button go" disabled={!ready || ready.edits.length === 0}>
            {day.shiftDialog.apply(ready?.moves.length ?? 0)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function shiftText(minutes: number): string {
  const { later, earlier } = planWords.value.day.shiftDialog;
  return (minutes > 0 ? later : earlier)(duration(Math.abs(minutes)));
}
