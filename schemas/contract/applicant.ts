import { applicantPlaces } from './applicant/places.ts';
import type { AudienceContract } from './operation.ts';

/** What persons who act for an organisation may ask for. */
export const applicantContract = {
  audience: 'applicant',
  places: applicantPlaces,
  parts: {
    organisations: async () => (await import('./applicant/organisations.ts')).applicantOrganisationsContract,
    joins: async () => (await import('./applicant/joins.ts')).ownJoinsContract,
    list: async () => (await import('./applicant/list.ts')).applicantListContract,
    files: async () => (await import('./applicant/files.ts')).applicantFilesContract,
    attachments: async () => (await import('./applicant/attachments.ts')).applicantAttachmentsContract,
    letters: async () => (await import('./applicant/letters.ts')).applicantLettersContract,
  },
} as const satisfies AudienceContract<'applicant', typeof applicantPlaces>;
