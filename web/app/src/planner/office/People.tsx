// Who is on tour, and for whoever manages it who may open the book.

import { useSignal } from '@preact/signals';
import { seenPeople } from '../../data/people';
import { tourOf } from '../../data/session';
import { Choice } from '../../ui/Choice';
import { planWords } from '../words';
import { Access } from './Access';
import { PeopleTable } from './PeopleTable';
import './office.css';

export function People({ tour }: { tour: string }) {
  const w = planWords.value.office;
  const view = useSignal<'people' | 'access'>('people');
  const find = useSignal('');
  const manages = tourOf(tour)?.audiences.some((one) => one.level === 'manage') ?? false;
  const isList = view.value === 'people' || !manages;
  return (
    <div class="office">
      <header class="office-bar">
        <h1>{isList ? w.people.title(seenPeople.value.people.length) : w.access.title}</h1>
        {manages && (
          <Choice
            label={w.people.view}
            quiet
            value={view.value}
            options={[
              ['people', w.people.list],
              ['access', w.access.tab],
            ]}
            onChoose={(next) => (view.value = next)}
          />
        )}
        {isList && (
          <input
            class="office-find"
            type="search"
            aria-label={w.people.find}
            placeholder={w.people.find}
            value={find.value}
            onInput={(event) => (find.value = event.currentTarget.value)}
          />
        )}
      </header>
      {isList ? <PeopleTable tour={tour} find={find.value} /> : <Access tour={tour} />}
    </div>
  );
}
