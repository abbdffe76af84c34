import * as z from 'zod';
import { contactAnswers } from '../../mail.ts';
import type { Operation } from '../operation.ts';
import { done } from '../shared.ts';
import { publicPlaces } from './places.ts';

/** The secret of a link: in no address that is sent, so that no log knows it. */
const contactToken = z.string().min(1).max(200);

const at = publicPlaces.contacts;

export const publicContactsContract = {
  getContactQuestion: {
    ...at.getContactQuestion,
    audience: 'public',
    summary:
      'Which organisation named my address as the contact of which file, for whoever holds the link that a mail brought, until it is answered.',
    body: z.object({ token: contactToken }),
    response: z.object({ organisationName: z.string(), number: z.string() }),
    problems: [404, 422],
  },
  answerContact: {
    ...at.answerContact,
    audience: 'public',
    summary:
      'Say, with the secret of the link that a mail brought, whether copies of the letters of a file may come to my address. A link answers once.',
    body: z.object({ token: contactToken, answer: z.enum(contactAnswers) }),
    response: done,
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>;
