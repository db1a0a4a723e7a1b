// The forms of the phone, as one part of the app: most who read a sheet never write one.

export { NoteDialog } from './today/notes/NoteDialog';
export { RowForm } from './row/RowForm';
export { TaskDialog } from './today/tasks/TaskDialog';
