// One cell: its value, and in words and signs how sure it is.

import { number } from '../../i18n';
import { planWords } from '../words';
import { sentencesOf } from '../problems/say';
import type { Cell, Row, Value } from './cells';
import { WRITABLE, isTimeColumn, type Column } from './columns';
import { otherZone } from './desk';
import { refusalText, type Draft, type Editing } from './editing';
import { CellEditor } from './CellEditor';
import { ENGINES } from './drives';
import { initials, toneOf } from './fresh';
import { cycle, dayMark, driveTime, kmText, statusWord, timeText, typeWord } from './show';

interface Props {
  row: Row;
  cell: Cell;
  /** Whether this is the one cell that Tab reaches. */
  current: boolean;
  selected: boolean;
  writable: boolean;
  draft: Draft | undefined;
  /** The open editor, where it is in this cell. */
  now: Editing | undefined;
  today: boolean;
}

export const cellId = (date: string, column: Column) => `cell-${date}-${column}`;

export function GridCell({ row, cell, current, selected, writable, draft, now, today }: Props) {
  const { column } = cell;
  const open = now !== undefined;
  const said = marksOf(cell, draft);
  return (
    <td
      id={cellId(row.date, column)}
      data-column={column}
      class={classOf(cell, { open, selected, draft: draft !== undefined })}
      tabIndex={current ? 0 : -1}
      aria-selected={selected}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- a cell of a grid has it
      aria-readonly={!writable || !WRITABLE.has(column) ? true : undefined}
      title={open ? undefined : titleOf(row, cell, said)}
    >
      {now ? (
        <CellEditor now={now} />
      ) : (
        <>
          {cell.fresh && (
            <span class={`who tone-${toneOf(cell.fresh.name)}`} aria-hidden="true">
              {initials(cell.fresh.name)}
            </span>
          )}
          {draft ? (
            <span class="draft">{draft.text}</span>
          ) : (
            <CellValue row={row} value={cell.value} column={column} today={today} />
          )}
          {cell.state && <i class={`state ${cell.state}`} aria-hidden="true" />}
          {cell.disputed && (
            <i class="fork" aria-hidden="true">
              ?
            </i>
          )}
          {said.length > 0 && <span class="vh">, {said.join(', ')}</span>}
        </>
      )}
    </td>
  );
}

function classOf(cell: Cell, how: { open: boolean; selected: boolean; draft: boolean }): string {
  const { column, value } = cell;
  const sort = isTimeColumn(column) ? 't' : column === 'capacity' ? 'n' : column;
  const bad = cell.trouble?.weight === 'stop' ? 'bad' : cell.trouble ? 'look' : '';
  return [
    sort,
    how.open ? 'edit' : '',
    how.selected ? 'picked' : '',
    how.draft ? 'drafted' : '',
    cell.changed ? 'moved' : '',
    cell.fresh ? `peer tone-${toneOf(cell.fresh.name)}` : '',
    cell.disputed ? 'disputed' : '',
    bad,
    value.is === 'text' && value.quiet ? 'quiet' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

interface ValueProps {
  row: Row;
  value: Value;
  column: Column;
  today: boolean;
}

function CellValue({ row, value, column, today }: ValueProps) {
  const w = planWords.value.grid;
  switch (value.is) {
    case 'choice':
      if (column === 'status')
        return value.key ? <span class={`st ${value.key}`}>{statusWord(value.key)}</span> : null;
      return <TypeValue type={value.key} title={row.title} today={today} />;
    case 'text':
      if (column === 'city') return <CityValue row={row} text={value.text} small={value.small} />;
      return <span dir="auto">{value.text}</span>;
    case 'number':
      return value.n === undefined ? null : <>{number(value.n)}</>;
    case 'time': {
      const { text, days } = timeText(value, row.date, otherZone.value, cycle.value);
      return (
        <>
          {text}
          {days !== 0 && <sup>{dayMark(days)}</sup>}
          {value.others.length > 0 && <sup>×{value.others.length + 1}</sup>}
        </>
      );
    }
    case 'confirmed':
      if (value.decisions > 0) return <span class="decide">{w.decisions(value.decisions)}</span>;
      return value.of === 0 ? null : <Confirmed n={value.n} of={value.of} />;
    case 'drive':
      return (
        <>
          {value.km !== undefined && kmText(value.km, value.estimated)}
          {value.minutes !== undefined && <b>{driveTime(value.minutes)}</b>}
        </>
      );
    default:
      return null;
  }
}

function TypeValue({ type, title, today }: { type: string; title: string; today: boolean }) {
  if (today) {
    return (
      <>
        <span class="tape now">{planWords.value.grid.today}</span>
        <span class="vh">, {typeWord(type)}</span>
      </>
    );
  }
  if (!type) return null;
  const word = type === 'custom' && title ? title : typeWord(type);
  return <span class={type === 'show' || type === 'festival' ? 'kind' : 'tape quiet'}>{word}</span>;
}

function CityValue({ row, text, small }: { row: Row; text: string; small: string | undefined }) {
  const w = planWords.value.grid;
  const hours = row.zoneChange / 60;
  const shown = row.type === 'travel' && text ? w.towards(text) : text;
  return (
    <>
      <span class="name" dir="auto">
        {shown}
      </span>
      {small && row.type !== 'travel' && <small>{small}</small>}
      {hours !== 0 && <b class="tz">{signed(hours)} h</b>}
    </>
  );
}

function Confirmed({ n, of }: { n: number; of: number }) {
  const share = `${Math.round((n / of) * 100)}%`;
  const tone = n === of ? 'all' : n * 2 < of ? 'few' : 'some';
  return (
    <span class={`share ${tone}`}>
      <i aria-hidden="true" style={{ '--p': share }} />
      <span>
        {n}/{of}
      </span>
    </span>
  );
}

const signed = (n: number) => (n > 0 ? `+${number(n)}` : `−${number(-n)}`);

/** What the signs of a cell mean, for readers of the screen and for the pointer. */
function marksOf(cell: Cell, draft: Draft | undefined): string[] {
  const w = planWords.value.grid.marks;
  const said: string[] = [];
  if (draft) said.push(`${w.draft}: ${refusalText(draft.refusal)}`);
  if (cell.disputed) said.push(w.disputed);
  if (cell.state === 'waiting' || cell.state === 'held') said.push(w[cell.state]);
  if (cell.state === 'refused') said.push(cell.why ? w.refusedWhy(cell.why) : w.refused);
  if (cell.fresh) said.push(w.justNow(cell.fresh.name));
  else if (cell.changed) said.push(w.changed(cell.changed.by, cell.changed.old));
  if (cell.trouble) said.push(sentencesOf(cell.trouble.said).title);
  return said;
}

function titleOf(row: Row, cell: Cell, said: readonly string[]): string | undefined {
  const w = planWords.value.grid;
  const { value } = cell;
  const lines = [...said];
  if (value.is === 'text' && value.text) lines.unshift(value.text);
  if (value.is === 'time' && value.others.length > 0) {
    const times = [value, ...value.others].map(
      (time) => timeText(time, row.date, otherZone.value, cycle.value).text,
    );
    lines.unshift(w.several(times.join(', ')));
  }
  if (value.is === 'confirmed' && value.of > 0) lines.unshift(w.ofConfirmed(value.n, value.of));
  if (value.is === 'drive' && value.km !== undefined) {
    if (value.noAnswer) lines.unshift(w.noAnswer[value.noAnswer]);
    if (value.estimated) lines.unshift(w.estimated);
    if (value.engine) lines.unshift(w.byRoad(ENGINES[value.engine]));
  }
  if (cell.column === 'city' && row.zoneChange !== 0) lines.push(w.zoneChange(signed(row.zoneChange / 60)));
  return lines.length > 0 ? lines.join('\n') : undefined;
}
