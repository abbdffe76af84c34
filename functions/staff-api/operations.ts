import type { Operations } from '../http.ts';
import { openOfficeSession } from '../office-session.ts';
import { remindersOf, saveReminders } from '../reminders.ts';
import { type Accounts, createAccounts } from '../services/accounts.ts';
import type { Bucket } from '../services/bucket.ts';
import { createScanner, type Scanner } from '../services/scanner.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';
import { actOperations } from './acts.ts';
import { assignmentOperations } from './assignments.ts';
import { auditOperations } from './audit.ts';
import { callOperations } from './calls.ts';
import { closingOperations } from './closings.ts';
import { conflictOperations } from './conflicts.ts';
import { decisionOperations } from './decisions.ts';
import { documentOperations } from './documents.ts';
import { fileOperations } from './files.ts';
import { hearingOperations } from './hearings.ts';
import { joinOperations } from './joins.ts';
import { juryOperations } from './jury.ts';
import { letterPreviewOperations } from './letter-preview.ts';
import { listOperations } from './lists.ts';
import { mailOperations } from './mail.ts';
import { memberOperations } from './members.ts';
import { minutesOperations } from './minutes.ts';
import { organisationOperations } from './organisations.ts';
import { partOperations } from './parts.ts';
import { remindOperations } from './remind-jurors.ts';
import { sessionOperations } from './sessions.ts';

export const operations = (
  ports: StorePorts,
  bucket: Bucket,
  verifyIdToken: VerifyIdToken,
  siteUrl: string,
  accounts: Accounts = createAccounts(''),
  auditDays = 365,
  scanner: Scanner = createScanner(''),
): Operations<'staff'> => ({
  async openStaffSession({ body, subject }) {
    return openOfficeSession(ports, verifyIdToken, 'staff', { ...body, subject });
  },
  ...actOperations(ports),
  ...assignmentOperations(ports),
  ...callOperations(ports),
  async getStaffReminders({ person }) {
    return remindersOf(person);
  },
  async saveStaffReminders({ body, person }) {
    return saveReminders(ports, person.id, body.choice);
  },
  ...listOperations(ports),
  ...fileOperations(ports, bucket),
  ...conflictOperations(ports),
  ...decisionOperations(ports),
  ...documentOperations(ports, scanner),
  ...letterPreviewOperations(ports, siteUrl),
  ...closingOperations(ports),
  ...juryOperations(ports),
  ...mailOperations(ports),
  ...partOperations(ports),
  ...remindOperations(ports),
  ...sessionOperations(ports),
  ...hearingOperations(ports),
  ...minutesOperations(ports),
  ...memberOperations(ports, accounts),
  ...joinOperations(ports),
  ...organisationOperations(ports),
  ...auditOperations(ports, auditDays),
});
