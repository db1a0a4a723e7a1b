// One change between two versions in the reader's words, as far as it is about times; the server says the rest.

import type { SheetChange } from '../../api/types';
import { words } from '../../i18n';

export function changeText({ differs, title, from, to, fields, sentence }: SheetChange): string {
  const w = words.value.paper;
  const titled = (time: string | null | undefined) => [title, time].filter(Boolean).join(' ');
  switch (differs) {
    case 'added':
      return w.added(titled(to));
    case 'dropped':
      return w.dropped(titled(from));
    case 'moved':
      return from && to && fields.length === 0 ? `${title} ${from} → ${to}` : sentence;
    default:
      return sentence;
  }
}
