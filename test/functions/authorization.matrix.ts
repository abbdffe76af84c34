import type { Audience, OperationId } from '../../schemas/contract.ts';

/** Who stands how to a file, and with whose token. */
export const relations = {
  nobody: 'nobody signed in',
  association: 'another association',
  owner: 'its own association',
  juror: 'juror, not assigned',
  assigned: 'juror, assigned',
  recused: 'juror, recused',
  reader: 'reader',
  'case-officer': 'case officer',
  manager: 'manager',
  finance: 'finance',
  administrator: 'administrator',
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
  reader: 'in',
  'case-officer': 'in',
  manager: 'in',
  finance: 'in',
  administrator: 'in',
};
const agents = (verdict: Verdict) =>
  ({ reader: verdict, 'case-officer': verdict, manager: verdict, finance: verdict, administrator: verdict }) as const;
const office = { juror: 401, assigned: 401, recused: 401, ...agents(401) } as const;
/** About the person alone: everybody of the pool for themselves. */
const anyAssociation: Row = { nobody: 401, association: 'in', owner: 'in', ...office };
const ownAssociation: Row = { nobody: 401, association: 404, owner: 'in', ...office };
const outside = { nobody: 401, association: 401, owner: 401 } as const;
const anyJuror: Row = { ...outside, juror: 'in', assigned: 'in', recused: 'in', ...agents(403) };
const itsJuror: Row = { ...outside, juror: 404, assigned: 'in', recused: 403, ...agents(403) };
/** Of a session, every member, also one who is recused from the file in question: the answer keeps that file closed. */
const itsMember: Row = { ...outside, juror: 404, assigned: 'in', recused: 'in', ...agents(403) };
const noJuror = { ...outside, juror: 403, assigned: 403, recused: 403 } as const;
/** Agents in any role. */
const anyAgent: Row = { ...noJuror, ...agents('in') };
/** Agents in these roles alone, each of which is enough. */
const only = (...roles: (keyof ReturnType<typeof agents>)[]): Row => ({
  ...noJuror,
  ...agents(403),
  ...Object.fromEntries(roles.map((role) => [role, 'in'])),
});
const officer = only('case-officer');
const manager = only('manager');
const administrator = only('administrator');
const forJurors = only('case-officer', 'administrator');
const forOrganisations = only('case-officer', 'administrator');

/** Who is let in, for every operation of the contract. */
export const matrix: Record<OperationId, Row> = {
  listCalls: anybody,
  getCall: anybody,
  listDigests: anybody,
  getApiDocument: anybody,
  getContactQuestion: anybody,
  answerContact: anybody,

  openApplicantSession: anyAssociation,
  listOrganisations: anyAssociation,
  registerOrganisation: anyAssociation,
  updateOrganisation: ownAssociation,
  listOwnJoinRequests: anyAssociation,
  requestToJoin: anyAssociation,
  listApplications: ownAssociation,
  startApplication: ownAssociation,
  getApplication: ownAssociation,
  discardDraft: ownAssociation,
  keepDraft: ownAssociation,
  saveSection: ownAssociation,
  addAttachment: ownAssociation,
  removeAttachment: ownAssociation,
  getApplicantAttachment: ownAssociation,
  submitApplication: ownAssociation,
  provideComplements: ownAssociation,
  withdrawApplication: ownAssociation,
  askContact: ownAssociation,
  getLetterPdf: ownAssociation,
  listLetters: ownAssociation,
  getTimeline: ownAssociation,

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
  getOwnEvaluation: itsJuror,
  listPeerEvaluations: itsJuror,
  getJurorTimeline: itsJuror,
  getJuryReminders: anyJuror,
  saveJuryReminders: anyJuror,

  openStaffSession: anyAgent,
  endAct: anyAgent,
  listQueue: anyAgent,
  countQueue: anyAgent,
  listClocks: anyAgent,
  findByNumber: anyAgent,
  getStaffFile: anyAgent,
  listRevisions: anyAgent,
  getStaffJury: anyAgent,
  listEvaluations: anyAgent,
  getJuryWords: anyAgent,
  listStaffLetters: anyAgent,
  getStaffMail: anyAgent,
  getStaffTimeline: anyAgent,
  listAudit: administrator,
  exportAudit: administrator,
  exportMonitoring: anyAgent,
  getStaffAttachment: anyAgent,
  releaseAttachment: officer,
  listWaitingDocuments: anyAgent,
  rescanWaiting: officer,
  rescanDocument: officer,
  getStaffLetterPdf: anyAgent,
  recordCheck: officer,
  listJurors: officer,
  openStep: officer,
  assignJuror: officer,
  relieveJuror: officer,
  listMembers: forJurors,
  inviteMember: administrator,
  resendInvitation: administrator,
  withdrawInvitation: administrator,
  getStaffDeclaration: anyAgent,
  saveStaffDeclaration: anyAgent,
  getStaffConflicts: anyAgent,
  stepBack: anyAgent,
  listUnhandled: administrator,
  getMember: administrator,
  giveRole: administrator,
  takeRole: administrator,
  updateJuror: forJurors,
  setJurorStatus: forJurors,
  proposeHandover: forJurors,
  listCandidates: officer,
  proposeAssignments: officer,
  closeStep: only('case-officer', 'manager'),
  listEvaluationVersions: anyAgent,
  remindJurors: officer,
  getStaffReminders: anyAgent,
  saveStaffReminders: anyAgent,
  recordDecision: manager,
  previewLetter: manager,
  announceDecision: manager,
  correctDecision: manager,
  withdrawDecision: manager,
  closeApplication: officer,
  recordSilence: manager,
  reopenApplication: manager,
  recordAgreement: only('finance'),
  getOrganisationGrants: anyAgent,
  getCallEnvelope: anyAgent,
  resumeApplication: manager,
  getMonitoring: anyAgent,
  listSupported: anyAgent,
  listStaffCalls: anyAgent,
  createCall: manager,
  getCallDraft: anyAgent,
  saveCallDraft: manager,
  discardCallDraft: manager,
  listCallVersions: anyAgent,
  getCallVersion: anyAgent,
  publishCall: manager,
  resumeMail: officer,
  listJoinRequests: forOrganisations,
  getJoinRequest: forOrganisations,
  linkPerson: forOrganisations,
  declineJoinRequest: forOrganisations,
  listTwins: forOrganisations,
  previewMerge: forOrganisations,
  mergeOrganisations: forOrganisations,
  listUnsentMails: anyAgent,
  settleMail: officer,
  listSessions: anyAgent,
  planSession: officer,
  getSession: anyAgent,
  changeSession: officer,
  conveneSession: officer,
  cancelSession: officer,
  scheduleFile: officer,
  unscheduleFile: officer,
  orderAgenda: officer,
  openSession: officer,
  markPresence: officer,
  runPoint: officer,
  saveNotes: officer,
  concludePoint: officer,
  postponePoint: officer,
  closeSession: officer,
  getEnvelope: anyAgent,
  getMinutes: anyAgent,
  getMinutesPdf: anyAgent,
  saveMinutes: officer,
  approveMinutes: officer,
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
  reader: 'office',
  'case-officer': 'office',
  manager: 'office',
  finance: 'office',
  administrator: 'office',
};
