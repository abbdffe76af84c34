import type { AudienceContract } from './operation.ts';
import { staffPlaces } from './staff/places.ts';

/** What the city's agents may ask for. */
export const staffContract = {
  audience: 'staff',
  places: staffPlaces,
  parts: {
    profile: async () => (await import('./staff/profile.ts')).staffProfileContract,
    acts: async () => (await import('./staff/acts.ts')).staffActsContract,
    lists: async () => (await import('./staff/lists.ts')).staffListsContract,
    monitoring: async () => (await import('./staff/monitoring.ts')).staffMonitoringContract,
    files: async () => (await import('./staff/files.ts')).staffFilesContract,
    steps: async () => (await import('./staff/steps.ts')).staffStepsContract,
    reminders: async () => (await import('./staff/reminders.ts')).staffRemindersContract,
    parts: async () => (await import('./staff/parts.ts')).staffPartsContract,
    decisions: async () => (await import('./staff/decisions.ts')).staffDecisionsContract,
    closings: async () => (await import('./staff/closings.ts')).staffClosingsContract,
    documents: async () => (await import('./staff/documents.ts')).staffDocumentsContract,
    letterPreview: async () => (await import('./staff/letter-preview.ts')).staffLetterPreviewContract,
    mails: async () => (await import('./staff/mails.ts')).staffMailsContract,
    conflicts: async () => (await import('./staff/conflicts.ts')).staffConflictsContract,
    sessions: async () => (await import('./staff/sessions.ts')).staffSessionsContract,
    hearings: async () => (await import('./staff/hearings.ts')).staffHearingsContract,
    minutes: async () => (await import('./staff/minutes.ts')).staffMinutesContract,
    members: async () => (await import('./staff/members.ts')).staffMembersContract,
    assignments: async () => (await import('./staff/assignments.ts')).staffAssignmentsContract,
    joins: async () => (await import('./staff/joins.ts')).staffJoinsContract,
    organisations: async () => (await import('./staff/organisations.ts')).staffOrganisationsContract,
    audit: async () => (await import('./staff/audit.ts')).staffAuditContract,
    calls: async () => (await import('./staff/calls.ts')).staffCallsContract,
  },
} as const satisfies AudienceContract<'staff', typeof staffPlaces>;
