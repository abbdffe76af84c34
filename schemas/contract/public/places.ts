import type { Places } from '../operation.ts';

/**
 * Where the operations of anybody are asked for, part by part: all that their function knows of the contract before its
 * first request. The rest of an operation, its schemas first of all, stands in the module of its part.
 */
export const publicPlaces = {
  calls: {
    listCalls: { method: 'GET', path: '/api/public/calls' },
    getCall: { method: 'GET', path: '/api/public/calls/{callId}' },
  },
  digests: {
    listDigests: { method: 'GET', path: '/api/public/digests' },
  },
  contacts: {
    getContactQuestion: { method: 'POST', path: '/api/public/contacts/question' },
    answerContact: { method: 'POST', path: '/api/public/contacts/answer' },
  },
  document: {
    getApiDocument: { method: 'GET', path: '/api/public/openapi.json' },
  },
} as const satisfies Places<'public'>;
