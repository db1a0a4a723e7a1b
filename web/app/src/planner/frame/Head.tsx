// The head of the desk: which tour, in which view, a search, who else is at work, and a way to add a day.

import { openTour, tourPiece } from '../../data/book';
import { session } from '../../data/session';
import { go, href, type PlanPage } from '../../routes';
import { mayEdit } from '../grid/editing';
import { openNewDay } from '../grid/newDay';
import { planWords } from '../words';
import { Faces } from './Faces';
import { Search } from './Search';

export function Head({ tour, page }: { tour: string; page: PlanPage }) {
  const w = planWords.value.frame;
  const views: [page: PlanPage, text: string][] = [
    ['grid', w.table],
    ['map', w.map],
  ];
  return (
    <header class="head">
      <TourName />
      <nav class="tabs" aria-label={w.tabs}>
        {views.map(([name, text]) => (
          <a
            key={name}
            href={href({ name: 'plan', tour, page: name })}
            aria-current={page === name ? 'page' : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
      <Search tour={tour} />
      <Faces />
      {mayEdit.value && (
        <button type="button" class="btn go" onClick={openNewDay}>
          {w.addDay}
        </button>
      )}
    </header>
  );
}

/** The name, which is a choice for whoever is on several tours. */
function TourName() {
  const tours = session.value?.tours ?? [];
  const id = openTour.value;
  const name = tourPiece.value?.header.name ?? tours.find((one) => one.id === id)?.name ?? '';
  const artist = tourPiece.value?.header.artist;
  const rest = artist && name.startsWith(artist) ? name.slice(artist.length).replace(/^[\s,:–-]+/, '') : '';
  return (
    <div class="tour-name">
      <p dir="auto" title={name}>
        {rest ? (
          <>
            <b>{artist}</b> {rest}
          </>
        ) : (
          <b>{name}</b>
        )}
      </p>
      {tours.length > 1 && (
        <select
          aria-label={planWords.value.frame.tour}
          value={id}
          onChange={(event) => go({ name: 'plan', tour: event.currentTarget.value, page: 'grid' })}
        >
          {tours.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
