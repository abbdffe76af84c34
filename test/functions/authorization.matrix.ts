import type { Audience, OperationId } from '../../schemas/contract.ts';

/** Who stands how to a file, and with whose token. */
export const relations = {
  nobody: 'nobody signed in',
  association: 'another association',
  owner: 'its own association',
  juror: 'juror, not assigned',
  assigned: 'juror, assigned',
  recused: 'juror, recused',
  staff: 'staff',
} as const;
export type Relation = keyof typeof relations;

/**
 * `in`: let in. 401: the gateway refuses a missing token, or one of the other pool (associations have one, the office
 * the other). 403: the function refuses the role, or a recused juror with the date and nothing else. 404: the function
 * does not tell that there is such a file.
 */
export type Verdict = 'in' | 401 | 403 | 404;
export type Row = Record<Relation, Verdict>;

const anybody: Row = {
  nobody: 'in',
  association: 'in',
  owner: 'in',
  juror: 'in',
  assigned: 'in',
  recused: 'in',
  staff: 'in',
};
const office = { juror: 401, assigned: 401, recused: 401, staff: 401 } as const;
/** About the person alone: everybody of the pool for themselves. */
const anyAssociation: Row = { nobody: 401, association: 'in', owner: 'in', ...office };
const ownAssociation: Row = { nobody: 401, association: 404, owner: 'in', ...office };
const outside = { nobody: 401, association: 401, owner: 401 } as const;
const anyJuror: Row = { ...outside, juror: 'in', assigned: 'in', recused: 'in', staff: 403 };
const itsJuror: Row = { ...outside, juror: 404, assigned: 'in', recused: 403, staff: 403 };
/** Of a session, every member, also one who is recused from the file in question: the answer keeps that file closed. */
const itsMember: Row = { ...outside, juror: 404, assigned: 'in', recused: 'in', staff: 403 };
const onlyStaff: Row = { ...outside, juror: 403, assigned: 403, recused: 403, staff: 'in' };

/** Who is let in, for every operation of the contract. */
export const matrix: Record<OperationId, Row> = {
  listCalls: anybody,
  getCall: anybody,
  listDigests: anybody,
  getApiDocument: anybody,

  openApplicantSession: anyAssociation,
  listOrganisations: anyAssociation,
  registerOrganisation: anyAssociation,
  updateOrganisation: ownAssociation,
  listApplications: ownAssociation,
  startApplication: ownAssociation,
  getApplication: ownAssociation,
  discardDraft: ownAssociation,
  saveSection: ownAssociation,
  addAttachment: ownAssociation,
  removeAttachment: ownAssociation,
  getApplicantAttachment: ownAssociation,
  submitApplication: ownAssociation,
  provideComplements: ownAssociation,
  withdrawApplication: ownAssociation,
  getLetterPdf: ownAssociation,

  openJurySession: anyJuror,
  listAssignments: anyJuror,
  getJurorFile: itsJuror,
  getJurorAttachment: itsJuror,
  saveEvaluation: itsJuror,
  submitEvaluation: itsJuror,
  recuse: itsJuror,
  getDeclaration: anyJuror,
  saveDeclaration: anyJuror,
  getConflictCheck: itsJuror,
  declareNoConflict: itsJuror,
  listJurySessions: anyJuror,
  getJurySession: itsMember,
  castVote: itsJuror,
  getJuryMinutes: itsMember,
  getJuryMinutesPdf: itsMember,
  listOwnVersions: itsJuror,
  getJuryReminders: anyJuror,
  saveJuryReminders: anyJuror,

  openStaffSession: onlyStaff,
  endAct: onlyStaff,
  listUnsentMails: onlyStaff,
  settleMail: onlyStaff,
  listQueue: onlyStaff,
  countQueue: onlyStaff,
  listClocks: onlyStaff,
  findByNumber: onlyStaff,
  getStaffFile: onlyStaff,
  getStaffAttachment: onlyStaff,
  releaseAttachment: onlyStaff,
  getStaffLetterPdf: onlyStaff,
  recordCheck: onlyStaff,
  listJurors: onlyStaff,
  openStep: onlyStaff,
  assignJuror: onlyStaff,
  relieveJuror: onlyStaff,
  listMembers: onlyStaff,
  inviteMember: onlyStaff,
  resendInvitation: onlyStaff,
  withdrawInvitation: onlyStaff,
  updateJuror: onlyStaff,
  setJurorStatus: onlyStaff,
  proposeHandover: onlyStaff,
  listCandidates: onlyStaff,
  proposeAssignments: onlyStaff,
  closeStep: onlyStaff,
  listEvaluationVersions: onlyStaff,
  remindJurors: onlyStaff,
  getStaffReminders: onlyStaff,
  saveStaffReminders: onlyStaff,
  recordDecision: onlyStaff,
  previewDecision: onlyStaff,
  announceDecision: onlyStaff,
  correctDecision: onlyStaff,
  withdrawDecision: onlyStaff,
  recordAgreement: onlyStaff,
  getOrganisationGrants: onlyStaff,
  getCallEnvelope: onlyStaff,
  resumeApplication: onlyStaff,
  getMonitoring: onlyStaff,
  listSupported: onlyStaff,
  listStaffCalls: onlyStaff,
  createCall: onlyStaff,
  getCallDraft: onlyStaff,
  saveCallDraft: onlyStaff,
  discardCallDraft: onlyStaff,
  listCallVersions: onlyStaff,
  getCallVersion: onlyStaff,
  publishCall: onlyStaff,
  resumeMail: onlyStaff,
  listSessions: onlyStaff,
  planSession: onlyStaff,
  getSession: onlyStaff,
  changeSession: onlyStaff,
  conveneSession: onlyStaff,
  cancelSession: onlyStaff,
  scheduleFile: onlyStaff,
  unscheduleFile: onlyStaff,
  orderAgenda: onlyStaff,
  openSession: onlyStaff,
  markPresence: onlyStaff,
  runPoint: onlyStaff,
  saveNotes: onlyStaff,
  concludePoint: onlyStaff,
  postponePoint: onlyStaff,
  closeSession: onlyStaff,
  getEnvelope: onlyStaff,
  getMinutes: onlyStaff,
  getMinutesPdf: onlyStaff,
  saveMinutes: onlyStaff,
  approveMinutes: onlyStaff,
};

/** The pool whose tokens the gateway takes for an audience's routes; none for public ones. */
export const poolOf: Record<Audience, 'applicants' | 'office' | undefined> = {
  public: undefined,
  applicant: 'applicants',
  jury: 'office',
  staff: 'office',
};
/** The pool where a person signs in. */
export const poolOfRelation: Record<Relation, 'applicants' | 'office' | undefined> = {
  nobody: undefined,
  association: 'applicants',
  owner: 'applicants',
  juror: 'office',
  assigned: 'office',
  recused: 'office',
  staff: 'office',
};
