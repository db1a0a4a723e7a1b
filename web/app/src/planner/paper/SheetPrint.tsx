// A day as paper: for whom, on which size, and whether the code on it opens for people without a log-in.

import { useSignal } from '@preact/signals';
import { prefs } from '../../data/prefs';
import { line } from '../../data/sync';
import { Choice } from '../../ui/Choice';
import { planWords } from '../words';
import { CopyBox } from './CopyBox';
import { LINKED, sheetPdf, SIZES, VARIANTS, type Size, type Variant } from './files';
import { makeDayLink, type LinkVariant } from './links';

interface Props {
  tour: string;
  date: string;
  /** A link was made. */
  onLink?: () => void;
}

export function SheetPrint({ tour, date, onLink }: Props) {
  const w = planWords.value.paper.print;
  const variant = useSignal<Variant>('everyone');
  const size = useSignal<Size>('a4');
  const link = useSignal<{ url: string; key: string } | undefined>(undefined);
  const failed = useSignal('');
  const { cycle } = prefs.value;
  // A link shows one date in one variant, and paper of another must not lead there.
  const key = `${date} ${variant.value}`;
  const url = link.value?.key === key ? link.value.url : undefined;
  const linked = LINKED.find((one) => one === variant.value);
  const make = async (shown: LinkVariant) => {
    failed.value = '';
    const answer = await makeDayLink(tour, date, { variant: shown, label: w.linkLabel });
    if (answer.state === 'here') {
      link.value = { url: answer.value.url, key };
      onLink?.();
    } else failed.value = answer.state === 'offline' ? w.offline : answer.why;
  };
  return (
    <div class="paper-print">
      <label>
        {w.variant}
        <select
          value={variant.value}
          onChange={(event) => (variant.value = event.currentTarget.value as Variant)}
        >
          {VARIANTS.map((one) => (
            <option key={one} value={one}>
              {w.variants[one]}
            </option>
          ))}
        </select>
        <small>{w.variantHints[variant.value]}</small>
      </label>
      <Choice<Size>
        label={w.size}
        value={size.value}
        options={SIZES.map((one) => [one, w.sizes[one]] as const)}
        onChoose={(next) => (size.value = next)}
      />
      <p>{url ? w.codeLinked : w.codeOwn}</p>
      {url && <CopyBox label={w.link} text={url} />}
      <p role="alert" class={failed.value ? 'start-alert' : 'vh'}>
        {failed.value}
      </p>
      {line.value === 'offline' && <p class="paper-off">{w.offline}</p>}
      <div class="actions">
        {linked && !url && (
          <button type="button" class="button" onClick={() => void make(linked)}>
            {w.makeLink}
          </button>
        )}
        <a
          class="button go"
          target="_blank"
          rel="noopener"
          href={sheetPdf(tour, date, { variant: variant.value, size: size.value, cycle, link: url })}
        >
          {w.open}
        </a>
      </div>
    </div>
  );
}
