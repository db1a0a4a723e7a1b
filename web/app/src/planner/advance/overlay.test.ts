import { describe, expect, it } from 'vitest';
import type { Edit, SheetField } from '../../api/types';
import { inverse, set, settle } from '../../data/edits';
import { aField, anAdvance, anEntry } from './fixture';
import { fieldsOf, overlaySheet, sayEdit, type SeenSheet } from './overlay';

const answered = { by: 'Ana', via: 'phone', at: '2026-12-04T14:00:00Z' };
const say = (sheet: SeenSheet, answer: unknown, remark: string | null = null) =>
  sayEdit(sheet, fieldsOf(sheet)[0]!, 'management', { answer, answered, remark });
const seen = (field: SheetField, ...edits: (Edit | undefined)[]) =>
  overlaySheet(
    anAdvance([field]),
    edits.flatMap((edit) => (edit ? [anEntry(edit)] : [])),
  );

describe('an answer of this device', () => {
  it('makes the record that everybody derives, in the audience of the sheet', () => {
    expect(say(anAdvance([aField('load_in')]), '11:00')).toEqual({
      do: 'create',
      kind: 'advance_field',
      scope: 'management',
      id: 'of-load_in',
      fields: { advance: 'sheet', key: 'load_in', answer: '11:00', answered },
    });
  });

  it('is shown at once, as waiting to be sent', () => {
    const sheet = seen(aField('load_in'), say(anAdvance([aField('load_in')]), '11:00'));
    const [field] = fieldsOf(sheet);
    expect(field).toMatchObject({ answer: '11:00', state: 'answered', by: 'Ana', via: 'phone' });
    expect(field?.mark).toBe('waiting');
  });

  it('after the first one changes the record that this device has just made', () => {
    const first = say(anAdvance([aField('load_in')]), '11:00');
    const edit = say(seen(aField('load_in'), first), '12:00');
    expect(edit).toMatchObject({ do: 'set', fields: { answer: ['11:00', '12:00'] } });
    expect(fieldsOf(seen(aField('load_in'), first, edit))[0]?.answer).toBe('12:00');
  });

  it('says from which answer to which, and reopens what was decided', () => {
    const there = aField('load_in', {
      ver: 2,
      answer: '10:00',
      via: 'form',
      at: '2026-12-01T08:00:00Z',
      state: 'accepted',
      decided: { outcome: 'accepted', outdated: false },
    });
    const edit = say(anAdvance([there]), '11:00');
    expect(edit).toMatchObject({
      do: 'set',
      id: 'of-load_in',
      fields: {
        answer: ['10:00', '11:00'],
        answered: [{ via: 'form', at: '2026-12-01T08:00:00Z' }, answered],
      },
    });
    const [field] = fieldsOf(seen(there, edit));
    expect(field).toMatchObject({ state: 'answered', decided: { outdated: true } });
  });

  it('is no edit where it says what is in force, in whatever order its parts were written', () => {
    const there = aField('load_in', { ver: 1, answer: { start: '11:00', precision: 'exact' } });
    expect(say(anAdvance([there]), { precision: 'exact', start: '11:00' })).toBeUndefined();
    expect(say(anAdvance([there]), { precision: 'exact', start: '11:00' }, 'Ring first')).toMatchObject({
      fields: { remark: [null, 'Ring first'] },
    });
  });

  it('that is undone leaves its record for the next one', () => {
    const first = say(anAdvance([aField('load_in')]), '11:00', 'Ring first')!;
    const undone = inverse([first], () => 1);
    expect(undone).toMatchObject([
      { do: 'set', id: 'of-load_in', fields: { answer: ['11:00', null], remark: ['Ring first', null] } },
    ]);
    const sheet = seen(aField('load_in'), first, ...undone);
    expect(fieldsOf(sheet)[0]).toMatchObject({ state: 'open', answer: null, remark: null });
    expect(say(sheet, '12:00')).toMatchObject({ do: 'set', fields: { answer: [null, '12:00'] } });
  });

  it('that was taken back leaves the question open', () => {
    const there = aField('load_in', { ver: 1, answer: '10:00', state: 'answered' });
    expect(fieldsOf(seen(there, say(anAdvance([there]), null)))[0]).toMatchObject({
      state: 'open',
      answer: null,
    });
  });

  it('that the server refuses is marked and not shown', () => {
    const edit = say(anAdvance([aField('load_in')]), '11:00')!;
    const [field] = fieldsOf(overlaySheet(anAdvance([aField('load_in')]), [anEntry(edit, 'refused')]));
    expect(field).toMatchObject({ state: 'open', answer: null, mark: 'refused' });
  });

  it('does not hide what the server has said since', () => {
    const edit = say(anAdvance([aField('load_in')]), '11:00');
    const newer = aField('load_in', { ver: 1, answer: '12:00', state: 'answered' });
    expect(fieldsOf(seen(newer, edit))[0]?.answer).toBe('12:00');
  });
});

describe('a sheet', () => {
  it('shows one answer where this device has decided between two', () => {
    const two = aField('load_in', {
      ver: 2,
      answer: '10:00',
      state: 'disputed',
      dispute: 'dispute',
      others: [{ answer: '11:00', text: '11:00' }],
    });
    expect(fieldsOf(seen(two, settle('dispute', '11:00', [])))[0]).toMatchObject({
      state: 'answered',
      answer: '11:00',
      others: [],
    });
  });

  it('shows its own new details and a file that was given', () => {
    const sheet = seen(aField('load_in'), set('advance', 'sheet', { recipient_name: [null, 'Ana Lima'] }), {
      do: 'create',
      kind: 'handout',
      id: 'given',
      scope: 'management',
      fields: { advance: 'sheet', file: 'rider', name: 'Rider', hash: 'x' },
    } as unknown as Edit);
    expect(sheet.recipient_name).toBe('Ana Lima');
    expect(sheet.handouts.map((one) => one.name)).toEqual(['Rider']);
  });
});
