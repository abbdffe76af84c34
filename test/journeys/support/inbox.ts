import { expect } from 'vitest';
import type { Mail } from '../../../infra/local/mail/inbox.ts';
import type { City } from './city.ts';
import { eventually } from './eventually.ts';

/** Mails to an address whose subject matches, oldest first. */
export const mailsTo = (city: City, address: string, subject: RegExp): Mail[] =>
  city.platform.engines.mail
    .mails()
    .filter((mail) => mail.destination.to?.some((to) => to.includes(address)) && subject.test(mail.subject));

/** Waits for a mail, and holds that there is no second one like it. */
export const mailTo = async (city: City, address: string, subject: RegExp): Promise<Mail> => {
  await eventually(() => mailsTo(city, address, subject).length).toBeGreaterThan(0);
  const [mail, ...more] = mailsTo(city, address, subject);
  expect(more).toEqual([]);
  if (!mail) throw new Error(`No mail to ${address}`);
  return mail;
};
