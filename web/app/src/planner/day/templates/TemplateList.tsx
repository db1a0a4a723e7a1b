// The templates of a tour by name, and those that are being written and are not saved yet.

import { words } from '../../../i18n';
import { planWords } from '../../words';
import { drafts, isUnsaved, openDraft } from './drafts';
import type { Template } from './overlay';
import { fetched } from './templates';

interface Props {
  /** Undefined while nobody has answered yet. */
  list: readonly Template[] | undefined;
  onChoose: (template: Template) => void;
}

export function TemplateList({ list, onChoose }: Props) {
  const { template: text, mark } = planWords.value.day;
  const types = words.value.dayType as Record<string, string>;
  const unmade = [...drafts.value].filter(([, draft]) => !draft.of);
  if (!list && unmade.length === 0) {
    return fetched.value.state === 'loading' ? <p class="waiting" role="status" aria-busy="true" /> : null;
  }
  if (list?.length === 0 && unmade.length === 0) {
    return (
      <div class="nothing">
        <h2>{text.none}</h2>
        <p>{text.noneHint}</p>
      </div>
    );
  }
  const note = (template: Template) => {
    const draft = drafts.value.get(template.id);
    if (draft && isUnsaved(draft)) return text.unsaved;
    return template.mark && template.mark !== 'sent' ? mark[template.mark] : undefined;
  };
  return (
    <ul class="template-list">
      {unmade.map(([key, draft]) => (
        <li key={key}>
          <button
            type="button"
            aria-current={key === openDraft.value ? 'true' : undefined}
            onClick={() => {
              openDraft.value = key;
            }}
          >
            <b dir="auto">{draft.name || text.blank}</b>
            <span>{text.unsaved}</span>
          </button>
        </li>
      ))}
      {list?.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            aria-current={template.id === openDraft.value ? 'true' : undefined}
            onClick={() => onChoose(template)}
          >
            <b dir="auto">{template.name}</b>
            <span>
              {[
                template.day_type ? (types[template.day_type] ?? template.day_type) : text.anyType,
                text.rows(template.items?.length ?? 0),
                note(template),
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
