// Above everything: which tour this is, and where this device stands.

import { useSignal } from '@preact/signals';
import { tourPiece } from '../../data/book';
import { tourOf } from '../../data/session';
import { words } from '../../i18n';
import { Icon } from '../../ui/Icon';
import { SyncState } from '../../ui/SyncState';
import { TourChooser } from './TourChooser';

export function TopBar({ tour }: { tour: string }) {
  const choosing = useSignal(false);
  const name = tourPiece.value?.header.name ?? tourOf(tour)?.name ?? '';
  return (
    <>
      <header class="top">
        <button
          type="button"
          class="tour"
          aria-haspopup="dialog"
          title={name}
          onClick={() => {
            choosing.value = true;
          }}
        >
          <span class="name" dir="auto">
            {name || words.value.frame.chooser}
          </span>
          <Icon name="down" />
        </button>
        <SyncState tour={tour} />
      </header>
      {choosing.value && (
        <TourChooser
          tour={tour}
          onClose={() => {
            choosing.value = false;
          }}
        />
      )}
    </>
  );
}
