// The rows of a file that something is wrong with: where, which value, and why.

import { useSignal } from '@preact/signals';
import { sentence } from '../../start/sentence';
import { planWords } from '../words';
import type { ImportProblem } from './importing';
import { MoreRows, ROWS_SHOWN } from './MoreRows';
import { ScrollRegion } from './ScrollRegion';

export function ImportProblems({ title, all, tone }: { title: string; all: ImportProblem[]; tone: string }) {
  const w = planWords.value.office.import;
  const whole = useSignal(false);
  if (all.length === 0) return null;
  const shown = whole.value ? all : all.slice(0, ROWS_SHOWN);
  return (
    <section class={`import-list ${tone}`}>
      <h2>{title}</h2>
      <ScrollRegion label={title}>
        <table class="office-table of-problems">
          <thead>
            <tr>
              <th scope="col" class="n">
                {w.row}
              </th>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.value}</th>
              <th scope="col">{w.why}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, at) => (
              <tr key={at}>
                <td class="n">{one.row ?? w.wholeFile}</td>
                <td title={one.column ?? ''}>{one.column}</td>
                <td dir="auto" title={one.value ?? ''}>
                  {one.value}
                </td>
                <td class="why">
                  {sentence(one.reason)}
                  {one.candidates.length > 0 && <small> {w.candidates(one.candidates.join('; '))}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <MoreRows n={all.length - shown.length} onAll={() => (whole.value = true)} />
    </section>
  );
}
