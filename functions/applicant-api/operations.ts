import { applicantPlaces as places } from '../../schemas/contract/applicant/places.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { type PerDay, usualPerDay } from '../../schemas/per-day.ts';
import type { Operations } from '../http.ts';
import { later } from '../later.ts';
import type { Bucket } from '../services/bucket.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';

export const operations = (
  ports: StorePorts,
  bucket: Bucket,
  verifyIdToken: VerifyIdToken,
  /** Days without a save after which a draft expires. */
  draftDays: number = usualDraftDays,
  /** What one person may do in a day. */
  most: PerDay = usualPerDay,
): Operations<'applicant'> => ({
  ...later(places.organisations, async () =>
    (await import('./organisations.ts')).organisationOperations(ports, verifyIdToken, most),
  ),
  ...later(places.joins, async () => (await import('./joins.ts')).joinOperations(ports)),
  ...later(places.list, async () => (await import('./list.ts')).listOperations(ports, draftDays)),
  ...later(places.files, async () => (await import('./files.ts')).fileOperations(ports, bucket, draftDays, most)),
  ...later(places.attachments, async () =>
    (await import('./attachments.ts')).attachmentOperations(ports, bucket, most),
  ),
  ...later(places.letters, async () => (await import('./letters.ts')).letterOperations(ports)),
});
