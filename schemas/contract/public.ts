import type { AudienceContract } from './operation.ts';
import { publicPlaces } from './public/places.ts';

/** What anybody may ask for. */
export const publicContract = {
  audience: 'public',
  places: publicPlaces,
  parts: {
    calls: async () => (await import('./public/calls.ts')).publicCallsContract,
    digests: async () => (await import('./public/digests.ts')).publicDigestsContract,
    contacts: async () => (await import('./public/contacts.ts')).publicContactsContract,
    document: async () => (await import('./public/document.ts')).publicDocumentContract,
  },
} as const satisfies AudienceContract<'public', typeof publicPlaces>;
