import { usualDraftDays } from '../../schemas/drafts.ts';
import { type PerDay, usualPerDay } from '../../schemas/per-day.ts';
import type { Operations } from '../http.ts';
import type { Bucket } from '../services/bucket.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';
import { applicationOperations } from './applications.ts';
import { attachmentOperations } from './attachments.ts';
import { joinOperations } from './joins.ts';
import { letterOperations } from './letters.ts';
import { organisationOperations } from './organisations.ts';

export const operations = (
  ports: StorePorts,
  bucket: Bucket,
  verifyIdToken: VerifyIdToken,
  /** Days without a save after which a draft expires. */
  draftDays: number = usualDraftDays,
  /** What one person may do in a day. */
  most: PerDay = usualPerDay,
): Operations<'applicant'> => ({
  ...organisationOperations(ports, verifyIdToken, most),
  ...joinOperations(ports),
  ...applicationOperations(ports, bucket, draftDays, most),
  ...attachmentOperations(ports, bucket, most),
  ...letterOperations(ports),
});
