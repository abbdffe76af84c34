import { staffPlaces as places } from '../../schemas/contract/staff/places.ts';
import { type OfficePerDay, usualOfficePerDay } from '../../schemas/per-day.ts';
import type { Operations } from '../http.ts';
import { later } from '../later.ts';
import { type Accounts, createAccounts } from '../services/accounts.ts';
import type { Bucket } from '../services/bucket.ts';
import { createScanner, type Scanner } from '../services/scanner.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';

export const operations = (
  ports: StorePorts,
  bucket: Bucket,
  verifyIdToken: VerifyIdToken,
  siteUrl: string,
  accounts: Accounts = createAccounts(''),
  auditDays = 365,
  scanner: Scanner = createScanner(''),
  most: OfficePerDay = usualOfficePerDay,
): Operations<'staff'> => ({
  ...later(places.profile, async () => (await import('./profile.ts')).profileOperations(ports, verifyIdToken)),
  ...later(places.acts, async () => (await import('./acts.ts')).actOperations(ports)),
  ...later(places.lists, async () => (await import('./lists.ts')).listOperations(ports)),
  ...later(places.monitoring, async () => (await import('./monitoring.ts')).monitoringOperations(ports)),
  ...later(places.files, async () => (await import('./files.ts')).fileOperations(ports, bucket)),
  ...later(places.steps, async () => (await import('./steps.ts')).stepOperations(ports)),
  ...later(places.reminders, async () => (await import('./remind-jurors.ts')).remindOperations(ports)),
  ...later(places.parts, async () => (await import('./parts.ts')).partOperations(ports)),
  ...later(places.decisions, async () => (await import('./decisions.ts')).decisionOperations(ports)),
  ...later(places.closings, async () => (await import('./closings.ts')).closingOperations(ports)),
  ...later(places.documents, async () => (await import('./documents.ts')).documentOperations(ports, scanner)),
  ...later(places.letterPreview, async () =>
    (await import('./letter-preview.ts')).letterPreviewOperations(ports, siteUrl),
  ),
  ...later(places.mails, async () => (await import('./mail.ts')).mailOperations(ports, most)),
  ...later(places.conflicts, async () => (await import('./conflicts.ts')).conflictOperations(ports)),
  ...later(places.sessions, async () => (await import('./sessions.ts')).sessionOperations(ports, most)),
  ...later(places.hearings, async () => (await import('./hearings.ts')).hearingOperations(ports)),
  ...later(places.minutes, async () => (await import('./minutes.ts')).minutesOperations(ports)),
  ...later(places.members, async () => (await import('./members.ts')).memberOperations(ports, accounts, most)),
  ...later(places.assignments, async () => (await import('./assignments.ts')).assignmentOperations(ports)),
  ...later(places.joins, async () => (await import('./joins.ts')).joinOperations(ports)),
  ...later(places.organisations, async () => (await import('./organisations.ts')).organisationOperations(ports)),
  ...later(places.audit, async () => (await import('./audit.ts')).auditOperations(ports, auditDays)),
  ...later(places.calls, async () => (await import('./calls.ts')).callOperations(ports)),
});
