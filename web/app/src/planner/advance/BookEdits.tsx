// What decisions change in the tour book: the record, the field, from what to what.

import type { Edit } from '../../api/types';
import { nameOf, valueText } from '../day/valueText';
import { planWords } from '../words';
import { advanceWords } from './say';

export function BookEdits({ edits }: { edits: readonly Edit[] }) {
  const w = advanceWords.value.decide;
  const { field: fieldNames, kind: kindNames } = planWords.value.day;
  const lines = edits.flatMap((edit) => linesOf(edit));
  if (lines.length === 0) return <p>{w.nothingChanges}</p>;
  return (
    <>
      <h3>{w.inBook}</h3>
      <ul class="adv-plan">
        {lines.map(({ key, id, kind, field, from, to }) => (
          <li key={key}>
            <b dir="auto">{nameOf(id) ?? kindNames[kind] ?? kind}</b>{' '}
            {field === undefined ? (
              <span>
                {w.adds}: <bdi>{to}</bdi>
              </span>
            ) : (
              <span>
                {fieldNames[field] ?? field}: {from && <s dir="auto">{from}</s>} <bdi>{to}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Line {
  key: string;
  id: string;
  kind: string;
  /** Undefined for a record that is made. */
  field?: string;
  from: string;
  to: string;
}

/** Fields that say where a record belongs, and not what it says. */
const QUIET = new Set([
  'day',
  'event',
  'venue',
  'item_type',
  'category',
  'confirmed',
  'hash',
  'bytes',
  'media_type',
]);

function linesOf(edit: Edit): Line[] {
  if (edit.do === 'create') {
    const said = Object.entries(edit.fields).filter(([name]) => !QUIET.has(name));
    const to = said.map(([name, value]) => valueText(name, value)).filter(Boolean);
    return [{ key: edit.id, id: edit.id, kind: edit.kind, from: '', to: to.join(', ') }];
  }
  if (edit.do !== 'set' || edit.kind === 'advance_field') return [];
  return Object.entries(edit.fields).map(([field, pair]) => {
    const [from, to] = pair as unknown[];
    return {
      key: `${edit.id}.${field}`,
      id: edit.id,
      kind: edit.kind,
      field,
      from: valueText(field, from),
      to: valueText(field, to),
    };
  });
}
