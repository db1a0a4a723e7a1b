// The frame of the phone: the tour and the standing above, the four places below.

import './crew.css';
import type { Route } from '../routes';
import { tourPiece } from '../data/book';
import { SyncState } from '../ui/SyncState';

export type CrewRoute = Extract<Route, { name: 'today' | 'tour' | 'people' | 'travel' | 'outbox' }>;

export function Crew({ at }: { at: CrewRoute }) {
  return (
    <div class="crew">
      <header class="top">
        <span class="tour">{tourPiece.value?.header.name}</span>
        <SyncState tour={at.tour} />
      </header>
      <main>{at.name}</main>
    </div>
  );
}
