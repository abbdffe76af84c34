import { juryPlaces } from './jury/places.ts';
import type { AudienceContract } from './operation.ts';

/** What jurors may ask for. */
export const juryContract = {
  audience: 'jury',
  places: juryPlaces,
  parts: {
    profile: async () => (await import('./jury/profile.ts')).juryProfileContract,
    assignments: async () => (await import('./jury/assignments.ts')).juryAssignmentsContract,
    files: async () => (await import('./jury/files.ts')).juryFilesContract,
    evaluations: async () => (await import('./jury/evaluations.ts')).juryEvaluationsContract,
    parts: async () => (await import('./jury/parts.ts')).juryPartsContract,
    conflicts: async () => (await import('./jury/conflicts.ts')).juryConflictsContract,
    sessions: async () => (await import('./jury/sessions.ts')).jurySessionsContract,
  },
} as const satisfies AudienceContract<'jury', typeof juryPlaces>;
