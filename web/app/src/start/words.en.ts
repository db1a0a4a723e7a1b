// English for logging in, invitations, settings and what waits.

import { one } from '../i18n/plural';

export const startEn = {
  login: {
    title: 'Log in',
    lead: 'The tour book that still works when the venue has no signal.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Log in',
    wrong: 'E-mail or password is not right.',
    limited: 'Too many tries. Wait a moment, then try again.',
    unreachable: 'The server does not answer. What you typed is kept; try again when there is a network.',
    kept: (n: number) =>
      `Your log-in has ended. ${one(n, 'edit is', 'edits are')} kept on this device and sent after you log in.`,
    otherAccount: (name: string) =>
      `This device holds edits of ${name} that were not sent. Logging in as somebody else deletes them.`,
    invited: 'You have an invitation? Open its link on this device.',
  },
  invitation: {
    title: 'Invitation',
    offer: (tour: string, organisation: string) => `${organisation} invites you to ${tour}.`,
    audiences: 'You will see',
    until: (date: string) => `The link works until ${date}.`,
    gone: 'This invitation is not there any more. Ask for a new one.',
    name: 'Your name',
    create: 'Make an account and join',
    join: 'Join',
    joinAs: (name: string) => `Join as ${name}`,
    haveAccount: 'I have an account',
    newAccount: 'I am new here',
    passwordHint: 'At least 12 characters.',
  },
} as const;
