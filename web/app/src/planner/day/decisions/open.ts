// Every dispute that is open on this device: what was decided here is open no more, also before the server knows.

import { computed } from '@preact/signals';
import { dates, openTour, ownEntries, sheetOn } from '../../../data/book';
import { nameOf } from '../valueText';
import { fromRecord, fromSheets, type OpenDispute } from './disputes';
import { told } from './fetching';

const decidedHere = computed(() => {
  const edits = ownEntries.value
    .filter((entry) => entry.state === 'waiting' || entry.state === 'sent')
    .flatMap((entry) => entry.group.edits);
  return new Set(edits.flatMap((edit) => (edit.do === 'settle' ? [edit.dispute] : [])));
});

export const openDisputes = computed<OpenDispute[]>(() => {
  const sheets = dates.value.flatMap((date) => sheetOn(date)?.sheet ?? []);
  const onSheets = fromSheets(sheets);
  const known = new Set(onSheets.map((one) => one.id));
  const answer = told.value?.tour === openTour.value ? told.value?.answer : undefined;
  const others = answer?.state === 'here' ? answer.value.disputes : [];
  return [
    ...onSheets,
    ...others.filter(({ id }) => !known.has(id)).map(({ id, fields }) => fromRecord(id, fields, nameOf)),
  ].filter((one) => !decidedHere.value.has(one.id));
});
