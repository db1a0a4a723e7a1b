// The rooming list of a stay: who sleeps in which kind of room, and under which name.

import { useSignal } from '@preact/signals';
import type { Hotel } from '../../api/types';
import type { Fields } from '../../data/edits';
import { seenPeople } from '../../data/people';
import { may, tourOf } from '../../data/session';
import { shortDate } from '../../i18n';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';
import { ROOM_TYPES } from './fields';
import { Handing } from './Handing';
import { MarkText } from './MarkText';
import type { Listed } from './overlay';
import { RecordDialog } from './RecordDialog';
import { listed } from './records';

/** Where a room without a place in the list stands: behind all that have one. */
const POSITION_MAX = 1_000_001;

export function RoomSection({ tour, hotel }: { tour: string; hotel: Hotel }) {
  const w = planWords.value.lists;
  const open = useSignal<Listed | 'new' | undefined>(undefined);
  const edits = may(tourOf(tour), 'edit');
  const rooms = (listed('room') ?? []).filter((one) => one.fields.stay === hotel.id).toSorted(inOrder);
  const title = w.roomingList(hotel.name);
  const last = Math.max(0, ...rooms.map((one) => Number(one.fields.position ?? 0)));
  return (
    <section class="lists-section" aria-label={title}>
      <header>
        <h2 dir="auto">{title}</h2>
        <p>{totalsOf(rooms)}</p>
        {edits && (
          <button type="button" class="button" onClick={() => (open.value = 'new')}>
            <Icon name="plus" /> {w.add.room}
          </button>
        )}
      </header>
      <Handing tour={tour} list={{ stay: hotel.id }} title={title} edits={edits} />
      {rooms.length === 0 ? (
        <p class="lists-none">{w.noRooms}</p>
      ) : (
        <ul class="lists-rows">
          {rooms.map((room) => (
            <RoomRow key={room.id} room={room} edits={edits} onOpen={() => (open.value = room)} />
          ))}
        </ul>
      )}
      {open.value && (
        <RecordDialog
          tour={tour}
          kind="room"
          record={open.value === 'new' ? undefined : open.value}
          begin={{ stay: hotel.id, position: last + 1 }}
          nameOf={sleepers}
          onClose={() => (open.value = undefined)}
        />
      )}
    </section>
  );
}

/** Day rooms last, as the hotel gets them. */
function inOrder(a: Listed, b: Listed): number {
  return placeOf(a) - placeOf(b) || a.id.localeCompare(b.id);
}

function placeOf({ fields }: Listed): number {
  return (fields.day_room === true ? 2 * POSITION_MAX : 0) + Number(fields.position ?? POSITION_MAX);
}

function totalsOf(rooms: readonly Listed[]): string {
  const { options, noType } = planWords.value.lists;
  const wanted = rooms.filter((one) => one.fields.cancelled !== true);
  const count = (type: string | undefined) =>
    wanted.filter((one) => (one.fields.room_type ?? undefined) === type).length;
  const told = [...ROOM_TYPES, undefined].flatMap((type) => {
    const n = count(type);
    return n > 0 ? [`${n} ${type ? options[type] : noType}`] : [];
  });
  return told.join(', ');
}

/** Who sleeps in a room; without anybody, what it has. */
function sleepers(fields: Fields): string {
  const { options, room } = planWords.value.lists;
  const people = ((fields.occupants as string[] | undefined) ?? []).flatMap(
    (id) => seenPeople.value.people.find((one) => one.id === id)?.name ?? [],
  );
  const names = [...people, ...((fields.guests as string[] | undefined) ?? [])].join(', ');
  return names || ((options as Record<string, string>)[String(fields.room_type ?? '')] ?? room);
}

function RoomRow({ room, edits, onOpen }: { room: Listed; edits: boolean; onOpen: () => void }) {
  const w = planWords.value.lists;
  const { fields } = room;
  const name = sleepers(fields);
  const date = (field: string) => (fields[field] ? shortDate(String(fields[field])) : '');
  const about = [
    fields.alias && w.alias(String(fields.alias)),
    [date('check_in_date'), date('check_out_date')].filter(Boolean).join(' – '),
    fields.times,
    fields.day_room === true && w.fields.day_room,
    fields.wishes,
    fields.billing,
    fields.confirmation,
  ].filter(Boolean);
  return (
    <li class={fields.cancelled === true ? 'of-denied' : ''}>
      <span class="n">{String(fields.number ?? '')}</span>
      <span class="told">
        <b dir="auto">{name}</b>
        <small dir="auto">{about.join(' · ')}</small>
        <MarkText mark={room.mark} />
      </span>
      <span class="state">
        {fields.cancelled === true
          ? w.fields.cancelled
          : ((w.options as Record<string, string>)[String(fields.room_type ?? '')] ?? w.noType)}
      </span>
      {edits && (
        <span class="does">
          <button type="button" class="button" aria-label={w.editOf(name)} onClick={onOpen}>
            {w.edit}
          </button>
        </span>
      )}
    </li>
  );
}
