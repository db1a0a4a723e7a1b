// The dialog that somebody has opened from a sheet.

import { AcceptAllDialog } from './AcceptAllDialog';
import { AnswerDialog } from './AnswerDialog';
import { DecideDialog } from './DecideDialog';
import { DetailsDialog } from './DetailsDialog';
import { KeepDialog } from './KeepDialog';
import { fieldsOf, type SeenSheet } from './overlay';
import { QuestionDialog } from './QuestionDialog';

export type Opened =
  | { is: 'answer'; field: string }
  | { is: 'decide'; field: string; outcome: 'accepted' | 'changed' | 'refused' }
  | { is: 'acceptAll' | 'question' | 'keep' | 'details' };

interface Props {
  tour: string;
  sheet: SeenSheet;
  opened: Opened;
  onClose: () => void;
}

export function SheetDialogs({ opened, ...props }: Props) {
  switch (opened.is) {
    case 'answer':
    case 'decide': {
      const field = fieldsOf(props.sheet).find((one) => one.id === opened.field);
      if (!field) return null;
      if (opened.is === 'answer') return <AnswerDialog {...props} field={field} />;
      return <DecideDialog {...props} field={field} outcome={opened.outcome} />;
    }
    case 'acceptAll':
      return <AcceptAllDialog {...props} />;
    case 'question':
      return <QuestionDialog {...props} />;
    case 'keep':
      return <KeepDialog {...props} />;
    case 'details':
      return <DetailsDialog {...props} />;
  }
}
