// What is beside the day sheet, as one part of the app that comes after it.

import './english';

export { Invitation } from './invitation/Invitation';
export { Login } from './Login';
export { Outbox } from './outbox/Outbox';
export { Settings } from './settings/Settings';
