// The templates of a tour by name.

import { words } from '../../../i18n';
import { planWords } from '../../words';
import type { Template } from './overlay';
import { fetched } from './templates';

interface Props {
  /** Undefined while nobody has answered yet. */
  list: readonly Template[] | undefined;
  chosen: string | undefined;
  onChoose: (template: Template) => void;
}

export function TemplateList({ list, chosen, onChoose }: Props) {
  const { template: text, mark } = planWords.value.day;
  const types = words.value.dayType as Record<string, string>;
  if (!list) {
    return fetched.value.state === 'loading' ? <p class="waiting" role="status" aria-busy="true" /> : null;
  }
  if (list.length === 0) {
    return (
      <div class="nothing">
        <h2>{text.none}</h2>
        <p>{text.noneHint}</p>
      </div>
    );
  }
  return (
    <ul class="template-list">
      {list.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            aria-current={template.id === chosen ? 'true' : undefined}
            onClick={() => onChoose(template)}
          >
            <b dir="auto">{template.name}</b>
            <span>
              {[
                template.day_type ? (types[template.day_type] ?? template.day_type) : text.anyType,
                text.rows(template.items?.length ?? 0),
                template.mark && template.mark !== 'sent' ? mark[template.mark] : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
