import type { Places } from '../operation.ts';

/**
 * Where the operations of the city's agents are asked for, part by part: all that their function knows of the contract before its
 * first request. The rest of an operation, its schemas first of all, stands in the module of its part.
 */
export const staffPlaces = {
  profile: {
    openStaffSession: { method: 'POST', path: '/api/staff/session' },
    getStaffReminders: { method: 'GET', path: '/api/staff/reminders' },
    saveStaffReminders: { method: 'PUT', path: '/api/staff/reminders' },
  },
  acts: {
    endAct: { method: 'POST', path: '/api/staff/acts/{actId}/end' },
  },
  lists: {
    listQueue: { method: 'GET', path: '/api/staff/applications' },
    countQueue: { method: 'GET', path: '/api/staff/queue' },
    listClocks: { method: 'GET', path: '/api/staff/clocks' },
    findByNumber: { method: 'GET', path: '/api/staff/numbers/{number}' },
    listJurors: { method: 'GET', path: '/api/staff/jurors' },
  },
  monitoring: {
    getMonitoring: { method: 'GET', path: '/api/staff/monitoring' },
    exportMonitoring: { method: 'POST', path: '/api/staff/monitoring/export' },
    listSupported: { method: 'GET', path: '/api/staff/monitoring/projects' },
  },
  files: {
    getStaffFile: { method: 'GET', path: '/api/staff/applications/{applicationId}' },
    getStaffAttachment: { method: 'GET', path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}' },
    getStaffLetterPdf: { method: 'GET', path: '/api/staff/applications/{applicationId}/letters/{seq}/pdf' },
    releaseAttachment: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}/release',
    },
    recordCheck: { method: 'POST', path: '/api/staff/applications/{applicationId}/checks/{stepId}' },
    resumeApplication: { method: 'POST', path: '/api/staff/applications/{applicationId}/resumption' },
  },
  steps: {
    openStep: { method: 'POST', path: '/api/staff/applications/{applicationId}/step' },
    assignJuror: { method: 'POST', path: '/api/staff/applications/{applicationId}/jurors' },
    relieveJuror: { method: 'POST', path: '/api/staff/applications/{applicationId}/jurors/{jurorId}/relief' },
    closeStep: { method: 'POST', path: '/api/staff/applications/{applicationId}/step/closing' },
    listEvaluationVersions: {
      method: 'GET',
      path: '/api/staff/applications/{applicationId}/evaluations/{stepId}/{jurorId}/versions',
    },
  },
  reminders: {
    remindJurors: { method: 'POST', path: '/api/staff/applications/{applicationId}/jurors/reminder' },
  },
  parts: {
    listRevisions: { method: 'GET', path: '/api/staff/applications/{applicationId}/revisions' },
    getStaffJury: { method: 'GET', path: '/api/staff/applications/{applicationId}/jury' },
    listEvaluations: { method: 'GET', path: '/api/staff/applications/{applicationId}/evaluations' },
    getJuryWords: { method: 'GET', path: '/api/staff/applications/{applicationId}/jury/words' },
    listStaffLetters: { method: 'GET', path: '/api/staff/applications/{applicationId}/letters' },
    getStaffMail: { method: 'GET', path: '/api/staff/applications/{applicationId}/mail' },
    getStaffTimeline: { method: 'GET', path: '/api/staff/applications/{applicationId}/timeline' },
  },
  decisions: {
    recordDecision: { method: 'POST', path: '/api/staff/applications/{applicationId}/decision' },
    announceDecision: { method: 'POST', path: '/api/staff/applications/{applicationId}/decision/announcement' },
    correctDecision: { method: 'POST', path: '/api/staff/applications/{applicationId}/decision/correction' },
    withdrawDecision: { method: 'POST', path: '/api/staff/applications/{applicationId}/decision/withdrawal' },
    recordAgreement: { method: 'POST', path: '/api/staff/applications/{applicationId}/agreement' },
    getOrganisationGrants: { method: 'GET', path: '/api/staff/organisations/{organisationId}/grants' },
    getCallEnvelope: { method: 'GET', path: '/api/staff/calls/{callId}/envelope' },
  },
  closings: {
    closeApplication: { method: 'POST', path: '/api/staff/applications/{applicationId}/closing' },
    recordSilence: { method: 'POST', path: '/api/staff/applications/{applicationId}/silence' },
    reopenApplication: { method: 'POST', path: '/api/staff/applications/{applicationId}/reopening' },
  },
  documents: {
    listWaitingDocuments: { method: 'GET', path: '/api/staff/documents/waiting' },
    rescanWaiting: { method: 'POST', path: '/api/staff/documents/rescan' },
    rescanDocument: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/attachments/{attachmentId}/rescan',
    },
  },
  letterPreview: {
    previewLetter: { method: 'POST', path: '/api/staff/applications/{applicationId}/letter-preview' },
  },
  mails: {
    resumeMail: { method: 'POST', path: '/api/staff/applications/{applicationId}/mail/resumption' },
    listUnsentMails: { method: 'GET', path: '/api/staff/mails/unsent' },
    settleMail: { method: 'POST', path: '/api/staff/mails/settlement' },
  },
  conflicts: {
    getStaffDeclaration: { method: 'GET', path: '/api/staff/declaration' },
    saveStaffDeclaration: { method: 'PUT', path: '/api/staff/declaration' },
    getStaffConflicts: { method: 'GET', path: '/api/staff/applications/{applicationId}/conflict' },
    stepBack: { method: 'POST', path: '/api/staff/applications/{applicationId}/recusal' },
    listUnhandled: { method: 'GET', path: '/api/staff/unhandled' },
  },
  sessions: {
    listSessions: { method: 'GET', path: '/api/staff/sessions' },
    planSession: { method: 'POST', path: '/api/staff/sessions' },
    getSession: { method: 'GET', path: '/api/staff/sessions/{sessionId}' },
    changeSession: { method: 'PUT', path: '/api/staff/sessions/{sessionId}' },
    conveneSession: { method: 'POST', path: '/api/staff/sessions/{sessionId}/convocation' },
    cancelSession: { method: 'POST', path: '/api/staff/sessions/{sessionId}/cancellation' },
    scheduleFile: { method: 'POST', path: '/api/staff/sessions/{sessionId}/agenda' },
    unscheduleFile: { method: 'DELETE', path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}' },
    orderAgenda: { method: 'PUT', path: '/api/staff/sessions/{sessionId}/agenda' },
    openSession: { method: 'POST', path: '/api/staff/sessions/{sessionId}/opening' },
    markPresence: { method: 'PUT', path: '/api/staff/sessions/{sessionId}/members/{personId}' },
    closeSession: { method: 'POST', path: '/api/staff/sessions/{sessionId}/closing' },
    getEnvelope: { method: 'GET', path: '/api/staff/sessions/{sessionId}/envelope' },
  },
  hearings: {
    runPoint: { method: 'POST', path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/step' },
    saveNotes: { method: 'PUT', path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/notes' },
    concludePoint: { method: 'POST', path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/opinion' },
    postponePoint: { method: 'POST', path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/postponement' },
  },
  minutes: {
    getMinutes: { method: 'GET', path: '/api/staff/sessions/{sessionId}/minutes' },
    getMinutesPdf: { method: 'GET', path: '/api/staff/sessions/{sessionId}/minutes/pdf' },
    saveMinutes: { method: 'PUT', path: '/api/staff/sessions/{sessionId}/minutes' },
    approveMinutes: { method: 'POST', path: '/api/staff/sessions/{sessionId}/minutes/approval' },
  },
  members: {
    listMembers: { method: 'GET', path: '/api/staff/members' },
    inviteMember: { method: 'POST', path: '/api/staff/invitations' },
    resendInvitation: { method: 'POST', path: '/api/staff/invitations/{personId}/sending' },
    withdrawInvitation: { method: 'POST', path: '/api/staff/invitations/{personId}/withdrawal' },
    getMember: { method: 'GET', path: '/api/staff/members/{personId}' },
    giveRole: { method: 'POST', path: '/api/staff/members/{personId}/roles' },
    takeRole: { method: 'POST', path: '/api/staff/members/{personId}/roles/{role}/withdrawal' },
    updateJuror: { method: 'PUT', path: '/api/staff/jury/{jurorId}' },
    setJurorStatus: { method: 'POST', path: '/api/staff/jury/{jurorId}/status' },
  },
  assignments: {
    proposeHandover: { method: 'POST', path: '/api/staff/jury/{jurorId}/handover' },
    listCandidates: { method: 'GET', path: '/api/staff/applications/{applicationId}/candidates' },
    proposeAssignments: { method: 'POST', path: '/api/staff/calls/{callId}/assignments' },
  },
  joins: {
    listJoinRequests: { method: 'GET', path: '/api/staff/join-requests' },
    getJoinRequest: { method: 'GET', path: '/api/staff/join-requests/{organisationId}/{personId}' },
    linkPerson: { method: 'POST', path: '/api/staff/join-requests/{organisationId}/{personId}/link' },
    declineJoinRequest: { method: 'POST', path: '/api/staff/join-requests/{organisationId}/{personId}/refusal' },
  },
  organisations: {
    listTwins: { method: 'GET', path: '/api/staff/organisations/twins' },
    previewMerge: { method: 'GET', path: '/api/staff/organisations/{organisationId}/merge' },
    mergeOrganisations: { method: 'POST', path: '/api/staff/organisations/{organisationId}/merge' },
  },
  audit: {
    listAudit: { method: 'GET', path: '/api/staff/audit' },
    exportAudit: { method: 'POST', path: '/api/staff/audit/export' },
  },
  calls: {
    listStaffCalls: { method: 'GET', path: '/api/staff/calls' },
    createCall: { method: 'POST', path: '/api/staff/calls' },
    getCallDraft: { method: 'GET', path: '/api/staff/calls/{callId}/draft' },
    saveCallDraft: { method: 'PUT', path: '/api/staff/calls/{callId}/draft' },
    discardCallDraft: { method: 'POST', path: '/api/staff/calls/{callId}/draft/discarding' },
    listCallVersions: { method: 'GET', path: '/api/staff/calls/{callId}/versions' },
    getCallVersion: { method: 'GET', path: '/api/staff/calls/{callId}/versions/{version}' },
    publishCall: { method: 'POST', path: '/api/staff/calls/{callId}/versions' },
  },
} as const satisfies Places<'staff'>;
