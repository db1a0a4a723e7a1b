// An answer of rows, as a small table. There is always an empty row to go on in.

import { useSignal } from '@preact/signals';
import { LINE_MAX, linesOf, rowsOf, type Typed } from './answers';
import { advanceWords } from './say';

interface Props {
  columns: readonly { key: string; label: string }[];
  label: string;
  value: unknown;
  onType: (typed: Typed) => void;
}

/** The server takes no more. */
const ROWS_MAX = 40;

export function RowsInput({ columns, label, value, onType }: Props) {
  const w = advanceWords.value.answerDialog;
  const empty = columns.map(() => '');
  const lines = useSignal<string[][]>([...linesOf(value, columns), empty]);
  const take = (row: number, column: number, text: string) => {
    lines.value = lines.value.map((cells, at) => (at === row ? cells.with(column, text) : cells));
    onType({ ok: true, value: rowsOf(lines.value, columns) });
  };
  return (
    <fieldset class="adv-rows">
      <legend>{label}</legend>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" dir="auto">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.value.map((cells, row) => (
              <tr key={row}>
                {columns.map((column, at) => (
                  <td key={column.key}>
                    <input
                      dir="auto"
                      maxLength={LINE_MAX}
                      aria-label={w.rowN(row + 1, column.label)}
                      value={cells[at] ?? ''}
                      onInput={(event) => take(row, at, event.currentTarget.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.value.length < ROWS_MAX && (
        <button type="button" class="office-link" onClick={() => (lines.value = [...lines.value, empty])}>
          {w.addRow}
        </button>
      )}
    </fieldset>
  );
}
