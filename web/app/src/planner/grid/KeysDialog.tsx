// All keys of the desk.

import { signal } from '@preact/signals';
import { Dialog } from '../../ui/Dialog';
import { planWords } from '../words';

export const keysOpen = signal(false);

const close = () => {
  keysOpen.value = false;
};

export function KeysDialog() {
  if (!keysOpen.value) return null;
  const w = planWords.value.grid.keys;
  const keys: [what: string, keys: string[]][] = [
    [w.move, ['↑', '↓', '←', '→']],
    [w.ends, ['Home', 'End']],
    [w.corners, ['Ctrl Home', 'Ctrl End']],
    [w.page, ['Page ↑', 'Page ↓']],
    [w.range, ['Shift ↑↓←→']],
    [w.edit, ['Enter', 'F2']],
    [w.type, [w.letters]],
    [w.keep, ['Esc']],
    [w.nextCell, ['Tab', 'Shift Tab']],
    [w.clear, ['Delete']],
    [w.panel, [w.space]],
    [w.copy, ['Ctrl C']],
    [w.paste, ['Ctrl V']],
    [w.undo, ['Ctrl Z']],
    [w.redo, ['Ctrl Shift Z']],
    [w.newDay, ['N', 'Insert']],
    [w.search, ['/']],
    [w.all, ['?']],
  ];
  return (
    <Dialog title={w.title} onClose={close}>
      <dl class="keys-list">
        {keys.map(([what, all]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {all.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="keys-note">{w.newDayHint}</p>
    </Dialog>
  );
}
