// Where a file is dropped or chosen.

import { useSignal } from '@preact/signals';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';

const ENDINGS = '.csv,.tsv,.txt,.xlsx,.yaml,.yml,.json,.jsonld,.ics';

interface Props {
  /** The file that was chosen last. */
  name: string | undefined;
  onChoose: (file: File) => void;
}

export function DropZone({ name, onChoose }: Props) {
  const w = planWords.value.office.import;
  const over = useSignal(false);
  return (
    <label class={over.value ? 'drop over' : 'drop'}>
      <Icon name="upload" />
      <span>
        <b dir="auto">{name ?? w.drop}</b>
        <small>{name ? w.another : w.formats}</small>
      </span>
      {/* It lies over the whole, because a field for files takes what is dropped on it by itself. */}
      <input
        type="file"
        accept={ENDINGS}
        onDragEnter={() => (over.value = true)}
        onDragLeave={() => (over.value = false)}
        onDrop={() => (over.value = false)}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onChoose(file);
          // Choosing the same file again, after it was mended, is a change too.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
