import type { Places } from '../operation.ts';

/**
 * Where the operations of persons who act for an organisation are asked for, part by part: all that their function knows of the contract before its
 * first request. The rest of an operation, its schemas first of all, stands in the module of its part.
 */
export const applicantPlaces = {
  organisations: {
    openApplicantSession: { method: 'POST', path: '/api/applicant/session' },
    listOrganisations: { method: 'GET', path: '/api/applicant/organisations' },
    registerOrganisation: { method: 'POST', path: '/api/applicant/organisations' },
    updateOrganisation: { method: 'PUT', path: '/api/applicant/organisations/{organisationId}' },
  },
  joins: {
    listOwnJoinRequests: { method: 'GET', path: '/api/applicant/join-requests' },
    requestToJoin: { method: 'POST', path: '/api/applicant/join-requests' },
  },
  list: {
    listApplications: { method: 'GET', path: '/api/applicant/applications' },
  },
  files: {
    startApplication: { method: 'POST', path: '/api/applicant/applications' },
    getApplication: { method: 'GET', path: '/api/applicant/applications/{applicationId}' },
    discardDraft: { method: 'DELETE', path: '/api/applicant/applications/{applicationId}' },
    keepDraft: { method: 'POST', path: '/api/applicant/applications/{applicationId}/keep' },
    saveSection: { method: 'PUT', path: '/api/applicant/applications/{applicationId}/sections/{section}' },
    submitApplication: { method: 'POST', path: '/api/applicant/applications/{applicationId}/submission' },
    provideComplements: { method: 'POST', path: '/api/applicant/applications/{applicationId}/complements' },
    askContact: { method: 'POST', path: '/api/applicant/applications/{applicationId}/contact/question' },
    withdrawApplication: { method: 'POST', path: '/api/applicant/applications/{applicationId}/withdrawal' },
  },
  attachments: {
    addAttachment: { method: 'POST', path: '/api/applicant/applications/{applicationId}/attachments' },
    removeAttachment: {
      method: 'DELETE',
      path: '/api/applicant/applications/{applicationId}/attachments/{attachmentId}',
    },
    getApplicantAttachment: {
      method: 'GET',
      path: '/api/applicant/applications/{applicationId}/attachments/{attachmentId}',
    },
  },
  letters: {
    listLetters: { method: 'GET', path: '/api/applicant/applications/{applicationId}/letters' },
    getTimeline: { method: 'GET', path: '/api/applicant/applications/{applicationId}/timeline' },
    getLetterPdf: { method: 'GET', path: '/api/applicant/applications/{applicationId}/letter-prints/{seq}' },
  },
} as const satisfies Places<'applicant'>;
