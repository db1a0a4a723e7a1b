// The frame of the desk: its pages at the edge, the tour at the head, where everything is saved at the foot, and the
// keys that work on all of them.

import './frame/head.css';
import './grid/bar.css';
import './grid/grid.css';
import './grid/panel.css';
import './grid/dialogs.css';
// Last: it says what becomes of the others where there is little room.
import './planner.css';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { dates } from '../data/book';
import { redo, undo } from '../data/undo';
import { need } from '../parts';
import { route, type PlanPage } from '../routes';
import '../crew/paper/english';
import '../start/english';
import { Loading } from '../ui/Loading';
import { say, Toast } from '../ui/Toast';
import { BoardPage } from './advance/BoardPage';
import { SheetPage } from './advance/SheetPage';
import { DayEditor } from './day/DayEditor';
import { Decisions } from './day/decisions/Decisions';
import { startDecisions } from './day/decisions/fetching';
import { Templates } from './day/templates/Templates';
import { Foot } from './frame/Foot';
import { Head } from './frame/Head';
import { Rail } from './frame/Rail';
import { SEARCH_ID } from './frame/Search';
import { startDayRecords } from './grid/dayRecords';
import { openPanel, panelOpen, reveal, startDesk } from './grid/desk';
import { mayEdit } from './grid/editing';
import { startFresh } from './grid/fresh';
import { focusGrid } from './grid/Grid';
import { GridPage } from './grid/GridPage';
import { Inspector } from './grid/Inspector';
import { KeysDialog, keysOpen } from './grid/KeysDialog';
import { openNewDay } from './grid/newDay';
import { NewDayDialog } from './grid/NewDayDialog';
import { PasteDialog } from './grid/PasteDialog';
import { nearestDay } from './grid/tour';
import { loadPaper, paperPart } from './later';
import { MapPage } from './map/MapPage';
import { Import } from './office/Import';
import { People } from './office/People';
import { TravelList } from './office/TravelList';
import { startChecks } from './problems/checks';
import { ProblemsDialog } from './problems/ProblemsDialog';
import { planWords } from './words';

export function Planner() {
  useEffect(() => {
    const stops = [startDesk(), startFresh(), startDayRecords(), startDecisions(), startChecks()];
    document.addEventListener('keydown', keys);
    need(loadPaper());
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('keydown', keys);
    };
  }, []);
  useShownDate();
  const at = route.value;
  if (at.name !== 'plan') return null;
  const { tour, page } = at;
  const isGrid = page === 'grid';
  const beside = isGrid && panelOpen.value;
  return (
    <div class={beside ? 'desk with-panel' : 'desk'}>
      <a class="skip" href="#content" onClick={skip}>
        {planWords.value.frame.skip}
      </a>
      <Rail tour={tour} page={page} />
      <Head tour={tour} page={page} />
      <main id="content" class={`page of-${page}`} tabIndex={-1}>
        <Page page={page} tour={tour} date={at.date} />
      </main>
      {beside && <Inspector />}
      <Foot tour={tour} keys={isGrid} />
      <NewDayDialog />
      <PasteDialog />
      <KeysDialog />
      <ProblemsDialog />
      <Toast />
    </div>
  );
}

/** An address with a date is a place in the table, as soon as the device knows that date. */
function useShownDate(): void {
  const shown = useRef<typeof route.value>(undefined);
  useSignalEffect(() => {
    const at = route.value;
    if (at.name !== 'plan' || at.page !== 'grid' || !at.date || shown.current === at) return;
    if (!dates.value.includes(at.date)) return;
    shown.current = at;
    reveal(at.date);
  });
}

function Page({ page, tour, date }: { page: PlanPage; tour: string; date: string | undefined }) {
  const later = paperPart.value;
  switch (page) {
    case 'grid':
      return <GridPage />;
    case 'map':
      return <MapPage tour={tour} />;
    case 'day':
      return <DayEditor tour={tour} date={date ?? nearestDay.value} />;
    case 'decisions':
      return <Decisions tour={tour} />;
    case 'advance':
      return date ? <SheetPage tour={tour} date={date} /> : <BoardPage tour={tour} />;
    case 'templates':
      return <Templates tour={tour} />;
    case 'people':
      return <People tour={tour} />;
    case 'travel':
      return <TravelList tour={tour} />;
    case 'lists':
      return later ? <later.ListsPage tour={tour} date={date ?? nearestDay.value} /> : <Loading />;
    case 'paper':
      return later ? <later.PaperPage tour={tour} date={date ?? nearestDay.value} /> : <Loading />;
    case 'import':
      return <Import tour={tour} />;
  }
}

/** The router would take the link for an address of the app. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

const TYPING = 'input, select, textarea, [contenteditable], dialog, dialog *';

/** Keys that work wherever nobody types. */
function keys(event: KeyboardEvent): void {
  const target = event.target as Element | null;
  if (event.defaultPrevented || target?.closest(TYPING) || document.querySelector('dialog[open]')) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key.toLocaleLowerCase() === 'z') void takeBack(event.shiftKey);
  else if (mod && event.key.toLocaleLowerCase() === 'y') void takeBack(true);
  else if (mod || event.altKey) return;
  else if (event.key === '/') document.getElementById(SEARCH_ID)?.focus();
  else if (event.key === 'Escape' && document.querySelector('.panel')) {
    openPanel(false);
    focusGrid();
  } else if (event.key === '?') keysOpen.value = true;
  else if (/^n$/i.test(event.key) || event.key === 'Insert') {
    if (!mayEdit.peek()) return;
    openNewDay();
  } else return;
  event.preventDefault();
}

async function takeBack(again: boolean): Promise<void> {
  const { edit: w } = planWords.peek().grid;
  const label = again ? await redo() : await undo();
  if (label === undefined) say(again ? w.nothingToRedo : w.nothingToUndo);
  else say(again ? w.redone(label) : w.undone(label));
}
