// Which days and columns are shown, on which clocks, and how many problems there are.

import { dates, sheetOn, tourPiece } from '../../data/book';
import { Icon } from '../../ui/Icon';
import { problems } from '../problems/found';
import { problemsOpen } from '../problems/ProblemsDialog';
import { planWords } from '../words';
import { COLUMN_SETS, type ColumnSet } from './columns';
import { choose, filter, legNames, openPanel, panelOpen, typesThere, view, type Clocks } from './desk';
import { typeWord } from './show';

export function FilterBar() {
  const w = planWords.value.grid;
  return (
    <section class="bar" aria-label={w.filters}>
      <Choice
        label={w.legFilter}
        value={filter.value.leg}
        options={[['', w.all], ...legNames.value.map((leg) => [leg, leg] as const)]}
        onPick={(leg) => {
          filter.value = { ...filter.value, leg };
        }}
      />
      <Choice
        label={w.typeFilter}
        value={filter.value.type}
        options={[['', w.all], ...typesThere.value.map((type) => [type, typeWord(type)] as const)]}
        onPick={(type) => {
          filter.value = { ...filter.value, type };
        }}
      />
      <Choice
        label={w.columnSet}
        value={view.value.columns}
        options={Object.keys(COLUMN_SETS).map((name) => [name, w.sets[name as ColumnSet]] as const)}
        onPick={(name) => choose({ columns: name as ColumnSet })}
      />
      <ProblemsButton />
      <span class="gap" />
      <ClockSwitch />
      {!panelOpen.value && (
        <button type="button" class="btn" onClick={() => openPanel(true)}>
          {w.details}
        </button>
      )}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onPick: (value: string) => void;
}

function Choice({ label, value, options, onPick }: ChoiceProps) {
  return (
    <label class="btn pick">
      <span>{label}</span>
      <select value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function ProblemsButton() {
  const w = planWords.value.problems;
  const all = problems.value;
  const stops = all.some((problem) => problem.weight === 'stop');
  if (all.length === 0) return <span class="fine">{w.none}</span>;
  return (
    <button
      type="button"
      class={stops ? 'btn problem' : 'btn problem light'}
      onClick={() => {
        problemsOpen.value = true;
      }}
    >
      <Icon name="warn" />
      {w.count(all.length)}
    </button>
  );
}

function ClockSwitch() {
  const w = planWords.value.grid;
  const zone = homeAbbreviation();
  const all: Clocks[] = tourPiece.value?.header.home_zone ? ['venue', 'home', 'utc'] : ['venue', 'utc'];
  const name = (clocks: Clocks) => (clocks === 'home' && zone ? w.homeOf(zone) : w.clocks[clocks]);
  return (
    <div class="clocks" role="group" aria-label={w.timesIn}>
      <span aria-hidden="true">{w.timesIn}</span>
      <div class="seg">
        {all.map((clocks) => (
          <button
            key={clocks}
            type="button"
            aria-pressed={view.value.clocks === clocks}
            onClick={() => choose({ clocks })}
          >
            {name(clocks)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What people at home call their time, as the sheets say it. */
function homeAbbreviation(): string | undefined {
  for (const date of dates.value) {
    const zone = sheetOn(date)?.sheet.header.home?.zone.abbreviation;
    if (zone) return zone;
  }
  return undefined;
}
