// What hands the tour out to others, as a part of the desk that follows it.

export { ListsPage } from '../lists/ListsPage';
export { PaperPage } from './PaperPage';
export { PublishDay } from './PublishDay';
