// What the server is asked about the mails of a sheet.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { syncNow } from '../../data/sync';
import { ask, type Answer } from '../day/remote';

type Schemas = components['schemas'];
export type Mail = Schemas['MailOut'];
export type Mails = Schemas['MailsOut'];
export type MailText = Schemas['MailTextOut'];
/** What is changed about a mail that was not sent. */
export type MailChange = { to_email: string | null; subject: string; body: string };

const of = (tour: string, mail: Mail) => ({ path: { tour, advance: mail.advance, mail: mail.id } });

export function mailsOf(tour: string, advance: string): Promise<Answer<Mails>> {
  const params = { path: { tour, advance } };
  return ask(answered(api.GET('/v1/tours/{tour}/advances/{advance}/mails', { params })));
}

/** Writes the first mail as a draft. */
export function draftMail(tour: string, advance: string): Promise<Answer<Mail>> {
  const params = { path: { tour, advance } };
  return ask(answered(api.POST('/v1/tours/{tour}/advances/{advance}/mails', { params, body: {} })));
}

export function changeMail(tour: string, mail: Mail, body: MailChange): Promise<Answer<Mail>> {
  const params = of(tour, mail);
  return ask(answered(api.PATCH('/v1/tours/{tour}/advances/{advance}/mails/{mail}', { params, body })));
}

export function dropMail(tour: string, mail: Mail): Promise<Answer<unknown>> {
  const params = of(tour, mail);
  return ask(answered(api.DELETE('/v1/tours/{tour}/advances/{advance}/mails/{mail}', { params })));
}

export async function sendMail(tour: string, mail: Mail): Promise<Answer<Mail>> {
  const params = of(tour, mail);
  const sent = await ask(
    answered(api.POST('/v1/tours/{tour}/advances/{advance}/mails/{mail}/send', { params })),
  );
  // The sheet says since when the venue has its link.
  void syncNow();
  return sent;
}

/** The text with a fresh link in it, to be copied. */
export async function mailText(tour: string, mail: Mail): Promise<Answer<MailText>> {
  const params = of(tour, mail);
  const text = await ask(
    answered(api.POST('/v1/tours/{tour}/advances/{advance}/mails/{mail}/text', { params })),
  );
  void syncNow();
  return text;
}
