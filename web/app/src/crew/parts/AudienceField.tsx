// Who may read what is written. Nobody is asked who has only one answer.

import { words } from '../../i18n';
import { audienceText } from '../say';

interface Props {
  audiences: readonly { id: string; audience: string }[];
}

export function AudienceField({ audiences }: Props) {
  const [only] = audiences;
  if (audiences.length < 2) return <input type="hidden" name="scope" value={only?.id ?? ''} />;
  return (
    <label>
      {words.value.sheet.audience}
      <select name="scope">
        {audiences.map((one) => (
          <option key={one.id} value={one.id}>
            {audienceText(one.audience)}
          </option>
        ))}
      </select>
    </label>
  );
}
