// The forms of the phone, and what is said of paper, as one part of the app: most who read a sheet need neither.

import './paper/english';

export { NoteDialog } from './today/notes/NoteDialog';
export { PaperBanner } from './paper/PaperBanner';
export { RowForm } from './row/RowForm';
export { ShareDialog } from './paper/ShareDialog';
export { TaskDialog } from './today/tasks/TaskDialog';
