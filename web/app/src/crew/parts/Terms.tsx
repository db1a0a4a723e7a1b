// A card of names and what stands for them.

import { More } from './More';
import { TermLine, type Term } from './TermLine';

interface Props {
  terms: readonly Term[];
  first: number;
}

export function Terms({ terms, first }: Props) {
  return (
    <div class="facts terms">
      <More
        first={first}
        items={terms.map((term) => (
          <TermLine key={term.name} term={term} />
        ))}
      />
    </div>
  );
}
