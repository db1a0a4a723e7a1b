// The outbox under the name that the frame of the phone knows.

export { Outbox } from './outbox/Outbox';
