// The day on one line: where its blocks, ticks, names and cursor stand. Pure, in pixels of a given width, from
// instants: a night in which the clocks change is as long as it really is.

import type { ScheduleRow } from '../../../api/types';
import { tapeOf } from '../../departments';
import { overAt, startOf } from '../../timed';

const HOUR_MS = 3_600_000;
/** A line of one item would be one block from edge to edge. */
const HOURS_MIN = 6;

/** The band of the blocks. */
export const BAND_TOP = 14;
export const BAND_HEIGHT = 20;
/** What runs at once stands in lanes; more than these would be hairlines. */
const LANES_MAX = 4;
const BLOCK_GAP = 1.5;
const MOMENT_WIDTH = 3;

/** About how wide a letter of a name is, at the size that the style sheet gives it. */
const LETTER_WIDTH = 6;
const NAME_GAP = 5;
/** How far a name may stand beside its tick. */
const SHIFTS = [0, -5, 5, -10, 10, -14, 14];

export interface Block {
  id: string;
  x: number;
  width: number;
  y: number;
  height: number;
  /** A department's tape, `set` for the headliner's, `now` for what is on. */
  look: string;
  past: boolean;
}

export interface Name {
  x: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  key: boolean;
}

export interface Rail {
  from: number;
  to: number;
  blocks: Block[];
  ticks: number[];
  names: Name[];
  /** Where now is; undefined on another day. */
  cursor: number | undefined;
}

export interface RailWords {
  hour: (at: number) => string;
  /** Minutes past the full hour, on the clock that `hour` tells. */
  minutesPast: (at: number) => number;
  doors: string;
  stage: string;
  curfew: string;
}

interface Piece {
  row: ScheduleRow;
  start: number;
  end: number;
  moment: boolean;
  lane: number;
  lanes: number;
}

/** Draws the rows that have an instant; undefined where none has. */
export function rail(
  rows: readonly ScheduleRow[],
  now: number,
  width: number,
  say: RailWords,
): Rail | undefined {
  const pieces = inLanes(rows.flatMap(pieceOf));
  const first = pieces[0];
  if (!first) return undefined;
  const last = Math.max(...pieces.map((piece) => piece.end));
  const from = first.start - say.minutesPast(first.start) * 60_000;
  const past = say.minutesPast(last);
  const to = Math.max(past === 0 ? last : last + (60 - past) * 60_000, from + HOURS_MIN * HOUR_MS);
  const x = (at: number) => ((at - from) / (to - from)) * width;
  const marks = pieces.flatMap(({ row, start }) => markOf(row, say).map((text) => ({ text, x: x(start) })));
  return {
    from,
    to,
    // A moment with a tick is drawn by its tick.
    blocks: pieces
      .filter(({ row, moment }) => !moment || markOf(row, say).length === 0)
      .map((piece) => blockOf(piece, x, now)),
    ticks: [...new Set(marks.map((mark) => mark.x))],
    names: namesOf(marks, { from: say.hour(from), to: say.hour(to) }, width),
    cursor: now >= from && now <= to ? x(now) : undefined,
  };
}

function pieceOf(row: ScheduleRow): Piece[] {
  const start = startOf(row);
  if (start === undefined) return [];
  const given = Date.parse(row.end_instant ?? '');
  const moment = !(given > start);
  return [{ row, start, end: moment ? start : given, moment, lane: 0, lanes: 1 }];
}

/** Puts what runs at once beside each other, and what runs alone on the whole height. */
function inLanes(pieces: Piece[]): Piece[] {
  const sorted = pieces.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let group: Piece[] = [];
  let until = Number.NEGATIVE_INFINITY;
  const close = () => {
    const lanes = Math.min(LANES_MAX, Math.max(1, ...group.map((piece) => piece.lane + 1)));
    for (const piece of group) Object.assign(piece, { lanes, lane: Math.min(piece.lane, lanes - 1) });
    group = [];
  };
  for (const piece of sorted) {
    if (piece.moment) continue;
    if (piece.start >= until) close();
    const taken = new Set(group.filter((one) => one.end > piece.start).map((one) => one.lane));
    while (taken.has(piece.lane)) piece.lane += 1;
    group.push(piece);
    until = Math.max(until, piece.end);
  }
  close();
  return sorted;
}

function blockOf(piece: Piece, x: (at: number) => number, now: number): Block {
  const { row, start, end, moment, lane, lanes } = piece;
  const height = BAND_HEIGHT / lanes;
  const over = overAt({ start, end: moment ? undefined : end });
  const running = start <= now && over > now;
  return {
    id: row.id,
    x: moment ? Math.max(0, x(start) - MOMENT_WIDTH / 2) : x(start) + BLOCK_GAP / 2,
    width: moment ? MOMENT_WIDTH : Math.max(MOMENT_WIDTH, x(end) - x(start) - BLOCK_GAP),
    y: BAND_TOP + lane * height,
    height: lanes > 1 ? height - 1 : height,
    look: running && !moment ? 'now' : lookOf(row, moment),
    past: over <= now,
  };
}

function lookOf(row: ScheduleRow, moment: boolean): string {
  if (is(row, 'set')) return 'set';
  const [department] = row.departments;
  return (department && tapeOf(department)) ?? (moment ? 'moment' : 'all');
}

function markOf(row: ScheduleRow, say: RailWords): string[] {
  if (is(row, 'doors')) return [say.doors];
  if (is(row, 'set') && row.key) return [say.stage];
  return is(row, 'curfew') ? [say.curfew] : [];
}

function is(row: ScheduleRow, type: string): boolean {
  return (row.item_type as string | null | undefined) === type;
}

/** Names of ticks first, then the hours at the ends; what finds no room is left out. */
function namesOf(
  marks: { text: string; x: number }[],
  ends: { from: string; to: string },
  width: number,
): Name[] {
  const placed: { name: Name; left: number; right: number }[] = [];
  const place = (name: Name) => {
    const long = name.text.length * LETTER_WIDTH;
    const left = name.x - (name.anchor === 'start' ? 0 : name.anchor === 'end' ? long : long / 2);
    const right = left + long;
    const free = placed.every((one) => right + NAME_GAP <= one.left || left >= one.right + NAME_GAP);
    if (left < -1 || right > width + 1 || !free) return false;
    placed.push({ name, left, right });
    return true;
  };
  for (const mark of marks) {
    SHIFTS.some((shift) => place({ x: mark.x + shift, text: mark.text, anchor: 'middle', key: true }));
  }
  place({ x: 0, text: ends.from, anchor: 'start', key: false });
  place({ x: width, text: ends.to, anchor: 'end', key: false });
  return placed.map((one) => one.name);
}
