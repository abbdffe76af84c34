import * as z from 'zod';
import { callId, callVersion } from '../call.ts';
import { dailyDigest } from '../daily-digest.ts';
import { cursor, json } from '../fields.ts';
import { contactAnswers } from '../mail.ts';
import type { Operation } from './operation.ts';
import { done, page } from './shared.ts';

/** The secret of a link: in no address that is sent, so that no log knows it. */
const contactToken = z.string().min(1).max(200);

export const publicContract = {
  listCalls: {
    method: 'GET',
    path: '/api/public/calls',
    audience: 'public',
    summary: 'The calls that take applications, each at its current version.',
    response: z.object({ items: z.array(callVersion) }),
    problems: [],
  },
  getCall: {
    method: 'GET',
    path: '/api/public/calls/{callId}',
    audience: 'public',
    summary: 'One call at its current version.',
    params: z.object({ callId }),
    response: callVersion,
    problems: [404, 422],
  },
  listDigests: {
    method: 'GET',
    path: '/api/public/digests',
    audience: 'public',
    summary: 'The digest of each day, the newest first: keep one to prove later that nothing before it was changed.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(dailyDigest),
    problems: [422],
  },
  getContactQuestion: {
    method: 'POST',
    path: '/api/public/contacts/question',
    audience: 'public',
    summary:
      'Which organisation named my address as the contact of which file, for whoever holds the link that a mail brought, until it is answered.',
    body: z.object({ token: contactToken }),
    response: z.object({ organisationName: z.string(), number: z.string() }),
    problems: [404, 422],
  },
  answerContact: {
    method: 'POST',
    path: '/api/public/contacts/answer',
    audience: 'public',
    summary:
      'Say, with the secret of the link that a mail brought, whether copies of the letters of a file may come to my address. A link answers once.',
    body: z.object({ token: contactToken, answer: z.enum(contactAnswers) }),
    response: done,
    problems: [404, 422],
  },
  getApiDocument: {
    method: 'GET',
    path: '/api/public/openapi.json',
    audience: 'public',
    summary: 'This document: OpenAPI 3.1.',
    response: z.record(z.string(), json),
    problems: [],
  },
} as const satisfies Record<string, Operation>;
