import type { Places } from '../operation.ts';

/**
 * Where the operations of jurors are asked for, part by part: all that their function knows of the contract before its
 * first request. The rest of an operation, its schemas first of all, stands in the module of its part.
 */
export const juryPlaces = {
  profile: {
    openJurySession: { method: 'POST', path: '/api/jury/session' },
    getJuryReminders: { method: 'GET', path: '/api/jury/reminders' },
    saveJuryReminders: { method: 'PUT', path: '/api/jury/reminders' },
  },
  assignments: {
    listAssignments: { method: 'GET', path: '/api/jury/assignments' },
  },
  files: {
    getJurorFile: { method: 'GET', path: '/api/jury/applications/{applicationId}' },
    getJurorAttachment: { method: 'GET', path: '/api/jury/applications/{applicationId}/attachments/{attachmentId}' },
  },
  evaluations: {
    saveEvaluation: { method: 'PUT', path: '/api/jury/applications/{applicationId}/evaluations/{stepId}' },
    submitEvaluation: {
      method: 'POST',
      path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/submission',
    },
  },
  parts: {
    getOwnEvaluation: { method: 'GET', path: '/api/jury/applications/{applicationId}/evaluations/{stepId}' },
    listPeerEvaluations: { method: 'GET', path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/peers' },
    getJurorTimeline: { method: 'GET', path: '/api/jury/applications/{applicationId}/timeline' },
    listOwnVersions: { method: 'GET', path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/versions' },
  },
  conflicts: {
    getDeclaration: { method: 'GET', path: '/api/jury/declaration' },
    saveDeclaration: { method: 'PUT', path: '/api/jury/declaration' },
    getConflictCheck: { method: 'GET', path: '/api/jury/applications/{applicationId}/conflict' },
    declareNoConflict: { method: 'POST', path: '/api/jury/applications/{applicationId}/conflict' },
    recuse: { method: 'POST', path: '/api/jury/applications/{applicationId}/recusal' },
  },
  sessions: {
    listJurySessions: { method: 'GET', path: '/api/jury/sessions' },
    getJurySession: { method: 'GET', path: '/api/jury/sessions/{sessionId}' },
    castVote: { method: 'PUT', path: '/api/jury/sessions/{sessionId}/votes/{applicationId}' },
    getJuryMinutes: { method: 'GET', path: '/api/jury/sessions/{sessionId}/minutes' },
    getJuryMinutesPdf: { method: 'GET', path: '/api/jury/sessions/{sessionId}/minutes/pdf' },
  },
} as const satisfies Places<'jury'>;
