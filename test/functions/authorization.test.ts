import { describe, expect, test } from 'vitest';
import { noteScan } from '../../functions/scan-attachment/scan.ts';
import { noteFailure } from '../../functions/store/addresses.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { saveCallDraft } from '../../functions/store/call-drafts.ts';
import { settleOrganisation } from '../../functions/store/merging.ts';
import { commitOrganisation } from '../../functions/store/organisations.ts';
import { savePerson } from '../../functions/store/people.ts';
import type { ApplicationState } from '../../schemas/application.ts';
import { contract, type Operation, type OperationId } from '../../schemas/contract.ts';
import {
  exampleClosing,
  exampleCorrection,
  exampleRecusal,
  exampleRelief,
  exampleReopening,
  exampleSilence,
  exampleWithdrawal,
} from '../../schemas/examples/jury.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { mailAbout } from '../../schemas/mail.ts';
import { type AgentRole, agentRoles } from '../../schemas/office.ts';
import { aContent, aDecision, anEvaluation, anId, aVerdict } from '../factories/application.ts';
import { aCheckStep } from '../factories/call.ts';
import { anOrganisation, aStaffMember } from '../factories/people.ts';
import { storeTwin } from '../factories/twins.ts';
import { type City, openCity, people } from '../support/city.ts';
import { asRead, attach, decideFile, evaluate, fileIn, key, nameContact, scoredFile } from '../support/files.ts';
import type { Answer, Sent } from '../support/gateway.ts';
import { linkIn, post, tellApplication } from '../support/mails.ts';
import { conclude, openSession, planSession, pointIn, run, schedule, vote } from '../support/sessions.ts';
import { matrix, poolOf, poolOfRelation, type Relation, relations } from './authorization.matrix.ts';

interface Scene {
  city: City;
  file: string;
  document: string;
  number: string;
  /** A session of the jury that has the file on its agenda, once `before` held it. */
  session: string;
  /** Somebody who was invited and has not come yet. */
  invited?: string;
  /** The act whose mail came back. */
  act?: string;
  /** The secret of the link that a contact was sent. */
  token?: string;
}
interface Case {
  /** The file's scores are in: it waits for a session of the jury. */
  scored?: true;
  /** The state in which the act is possible for whoever is let in. */
  state?: ApplicationState;
  /** What else must have happened. */
  before?: (scene: Scene) => Promise<unknown>;
  sent: (scene: Scene) => Sent | Promise<Sent>;
}

const onFile = ({ file }: Scene) => ({ applicationId: file });
const onDocument = ({ file, document }: Scene) => ({ applicationId: file, attachmentId: document });
const aPromise = {
  documentId: 'accounts',
  filename: 'comptes.pdf',
  contentType: 'application/pdf',
  sizeBytes: 5,
  sha256: `${'A'.repeat(43)}=`,
};
const aCallDraft = { content: {}, revision: 0, basedOn: 1, savedBy: people.staff.id };
const sessionBody = { idToken: JSON.stringify({ name: 'N N', email: 'n@ville.example' }), language: 'fr' };
const organisation = anOrganisation(0);
const own: Case['sent'] = (scene) => ({ params: onFile(scene) });
const withBody =
  (body: unknown, params: Record<string, string> = {}): Case['sent'] =>
  (scene) => ({ params: { ...onFile(scene), ...params }, body });

/** The same, with the version of the file that staff read. */
const withBodyAsRead =
  (body: object, params: Record<string, string> = {}): Case['sent'] =>
  async (scene) => ({
    params: { ...onFile(scene), ...params },
    body: await asRead(scene.city, scene.file, body),
  });

const daysLater =
  (days: number): NonNullable<Case['before']> =>
  async ({ city }) =>
    city.ports.clock.advance({ days });

const someMinutes = {
  language: 'fr',
  title: 'Procès-verbal',
  parts: [{ heading: 'La séance', text: 'Le jury s’est réuni.' }],
};
const anInvitation = { roles: ['juror'], name: 'Ines Exemple', email: 'ines@jury.example', language: 'fr' };
const invited = async (scene: Scene) => {
  scene.invited = (await scene.city.ask('inviteMember', people.staff.id, { body: anInvitation })).id;
};

/** A number that nobody has. */
let sirets = 1000;
const anotherSiret = () => exampleSiret(sirets++);

/** Somebody waits to be linked to the file's organisation. */
const wish = { organisationId: organisation.id, personId: people.stranger.id };
const wishing = async ({ city }: Scene) => {
  await city.ask('requestToJoin', people.stranger.id, { body: { siret: organisation.content.siret } });
};

/** The file's organisation is registered twice. */
const twinId = anOrganisation(5).id;
const twins = async ({ city }: Scene) => {
  await storeTwin(city.ports, 0, 5, people.stranger.id);
  await settleOrganisation(city.ports, twinId);
};

/** The letters of the file were sent. */
const told = async ({ city, file }: Scene) => {
  await tellApplication(city.ports, { send: async () => 'sent' }, 'https://site.example', file);
};

/** The acknowledgement of the file came back. */
const bounced = async (scene: Scene) => {
  const { city, file } = scene;
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, 'https://site.test', file);
  const about = mailAbout.parse(outbox[0]?.about);
  scene.act = about.act ?? '';
  await noteFailure(city.ports, {
    about,
    email: people.applicant.email,
    kind: 'bounced',
    feedbackId: key(),
    at: city.ports.now().toISOString(),
  });
  city.ports.clock.advance({ milliseconds: 1 });
};

/** The draft is handed in with a contact that is somebody else. */
const handIn = async ({ city, file }: Scene) => {
  await nameContact(city, file, 'noe@contact.example');
  const params = { applicationId: file };
  await city.ask('submitApplication', people.applicant.id, { params, body: { idempotencyKey: key() } });
};

/** The contact of the file is asked by mail. */
const askContact = async (scene: Scene) => {
  await handIn(scene);
  const { outbox, mailer } = post();
  await tellApplication(scene.city.ports, mailer, 'https://site.test', scene.file);
  scene.token = linkIn(outbox);
};

const cases: Record<OperationId, Case> = {
  listCalls: { sent: () => ({}) },
  getCall: { sent: ({ city }) => ({ params: { callId: city.callId } }) },
  listDigests: { sent: () => ({}) },
  getApiDocument: { sent: () => ({}) },
  getContactQuestion: { state: 'draft', before: askContact, sent: ({ token }) => ({ body: { token } }) },
  answerContact: {
    state: 'draft',
    before: askContact,
    sent: ({ token }) => ({ body: { token, answer: 'confirmed' } }),
  },

  openApplicantSession: { sent: () => ({ body: sessionBody }) },
  listOrganisations: { sent: () => ({}) },
  registerOrganisation: {
    sent: () => ({ body: { ...anOrganisation(3).content, siret: anotherSiret(), idempotencyKey: key() } }),
  },
  updateOrganisation: {
    sent: () => ({ params: { organisationId: organisation.id }, body: { ...organisation.content, version: 1 } }),
  },
  listOwnJoinRequests: { sent: () => ({}) },
  requestToJoin: {
    before: async ({ city: { ports } }) => {
      const { id, content } = anOrganisation(2);
      const at = ports.now().toISOString();
      await commitOrganisation(ports, { id, before: undefined, content, actor: { role: 'applicant' }, at });
    },
    sent: () => ({ body: { siret: anOrganisation(2).content.siret } }),
  },
  listApplications: { sent: () => ({ query: { organisationId: organisation.id } }) },
  startApplication: {
    sent: ({ city }) => ({
      body: { callId: city.callId, organisationId: organisation.id, idempotencyKey: key() },
    }),
  },
  getApplication: { sent: own },
  discardDraft: { state: 'draft', sent: own },
  keepDraft: { state: 'draft', sent: own },
  saveSection: {
    state: 'draft',
    sent: withBody({ content: aContent().project, revision: 1 }, { section: 'project' }),
  },
  addAttachment: { state: 'draft', sent: withBody(aPromise) },
  removeAttachment: { state: 'draft', sent: (scene) => ({ params: onDocument(scene) }) },
  getApplicantAttachment: { sent: (scene) => ({ params: onDocument(scene) }) },
  submitApplication: { state: 'draft', sent: (scene) => ({ params: onFile(scene), body: { idempotencyKey: key() } }) },
  provideComplements: {
    state: 'complements',
    sent: (scene) => ({ params: onFile(scene), body: { idempotencyKey: key() } }),
  },
  withdrawApplication: { sent: withBody({}) },
  listLetters: { before: told, sent: own },
  getTimeline: { sent: own },
  askContact: { state: 'draft', before: handIn, sent: withBody({}) },
  getLetterPdf: { before: told, sent: (scene) => ({ params: { ...onFile(scene), seq: '2' } }) },

  openJurySession: { sent: () => ({ body: sessionBody }) },
  listAssignments: { sent: () => ({}) },
  getJurorFile: { sent: own },
  getJurorAttachment: { sent: (scene) => ({ params: onDocument(scene) }) },
  saveEvaluation: { sent: withBody({ content: {}, revision: 0 }, { stepId: 'evaluation' }) },
  submitEvaluation: { sent: withBody(anEvaluation(), { stepId: 'evaluation' }) },
  getDeclaration: { sent: () => ({}) },
  saveDeclaration: { sent: () => ({ body: { none: true, organisations: [], revision: 0 } }) },
  getConflictCheck: { sent: own },
  declareNoConflict: { sent: withBody({ confirm: true }) },
  recuse: { sent: withBody({ ...exampleRecusal, confirm: true }) },
  getJuryReminders: { sent: () => ({}) },
  saveJuryReminders: { sent: () => ({ body: { choice: 'weekly' } }) },
  remindJurors: {
    // The evaluations of the file are late.
    before: async ({ city }) => city.ports.clock.advance({ days: 30 }),
    sent: withBody({ stepId: 'evaluation' }),
  },
  getStaffReminders: { sent: () => ({}) },
  saveStaffReminders: { sent: () => ({ body: { choice: 'none' } }) },
  getOwnEvaluation: { sent: (scene) => ({ params: { ...onFile(scene), stepId: 'evaluation' } }) },
  listPeerEvaluations: { sent: (scene) => ({ params: { ...onFile(scene), stepId: 'evaluation' } }) },
  getJurorTimeline: { sent: own },
  listOwnVersions: {
    before: ({ city, file }) => evaluate(city, file, city.jurors[0] as string),
    sent: (scene) => ({ params: { ...onFile(scene), stepId: 'evaluation' } }),
  },

  openStaffSession: { sent: () => ({ body: sessionBody }) },
  listUnsentMails: { sent: () => ({}) },
  settleMail: {
    before: bounced,
    sent: (scene) => ({
      body: {
        act: scene.act,
        aggregate: { type: 'application', id: scene.file },
        seq: 2,
        recipient: 'applicant',
        settle: { outcome: 'given-up', reason: 'La structure ne répond plus' },
      },
    }),
  },
  endAct: { sent: () => ({ params: { actId: anId('act', 1) }, body: { events: 1 } }) },
  listQueue: { sent: ({ city }) => ({ query: { callId: city.callId, state: 'evaluating' } }) },
  countQueue: { sent: ({ city }) => ({ query: { callId: city.callId } }) },
  listClocks: { sent: () => ({}) },
  findByNumber: { sent: ({ number }) => ({ params: { number } }) },
  getStaffFile: { sent: own },
  listRevisions: { sent: own },
  getStaffJury: { sent: own },
  listEvaluations: { sent: (scene) => ({ params: onFile(scene), query: { stepId: 'evaluation' } }) },
  getJuryWords: { sent: own },
  listStaffLetters: { before: told, sent: own },
  getStaffMail: { before: told, sent: own },
  getStaffTimeline: { sent: own },
  listAudit: { sent: () => ({}) },
  exportAudit: { sent: () => ({ body: {} }) },
  exportMonitoring: {
    sent: ({ city }) => ({ query: { callId: city.callId, from: '2026-Q1', to: '2026-Q4' }, body: {} }),
  },
  getStaffAttachment: { sent: (scene) => ({ params: onDocument(scene) }) },
  getStaffLetterPdf: { before: told, sent: (scene) => ({ params: { ...onFile(scene), seq: '2' } }) },
  listWaitingDocuments: { sent: () => ({}) },
  rescanWaiting: { sent: () => ({ body: {} }) },
  rescanDocument: {
    state: 'complements',
    before: async (scene) => {
      const { city, file } = scene;
      scene.document = await attach(city, file, 'accounts', 'comptes.pdf', 'nothing');
      await city.ask('provideComplements', people.applicant.id, {
        params: onFile(scene),
        body: { idempotencyKey: key() },
      });
    },
    sent: (scene) => ({ params: onDocument(scene), body: {} }),
  },
  releaseAttachment: {
    state: 'complements',
    before: async (scene) => {
      const { city, file } = scene;
      scene.document = await attach(city, file, 'accounts', 'comptes.pdf', 'nothing');
      await noteScan(city.ports, {
        s3ObjectDetails: { objectKey: objectKey(file, scene.document) },
        scanResultDetails: { scanResultStatus: 'UNSUPPORTED' },
      });
      await city.ask('provideComplements', people.applicant.id, {
        params: onFile(scene),
        body: { idempotencyKey: key() },
      });
    },
    sent: (scene) => ({ params: onDocument(scene), body: {} }),
  },
  recordCheck: { state: 'checking', sent: withBodyAsRead(aVerdict(aCheckStep()), { stepId: 'completeness' }) },
  listJurors: { sent: () => ({}) },
  openStep: {
    state: 'ready',
    sent: async (scene) => ({
      params: onFile(scene),
      body: await asRead(scene.city, scene.file, { jurorIds: scene.city.jurors.slice(0, 2) }),
    }),
  },
  assignJuror: { sent: (scene) => ({ params: onFile(scene), body: { jurorId: scene.city.jurors[3] } }) },
  listMembers: { sent: () => ({}) },
  inviteMember: { sent: () => ({ body: anInvitation }) },
  resendInvitation: { before: invited, sent: ({ invited: personId = '' }) => ({ params: { personId }, body: {} }) },
  getStaffDeclaration: { sent: () => ({}) },
  saveStaffDeclaration: { sent: () => ({ body: { none: true, organisations: [], revision: 0 } }) },
  getStaffConflicts: { sent: own },
  stepBack: { sent: withBody({ ...exampleRecusal, confirm: true }) },
  listUnhandled: { sent: () => ({}) },
  getMember: { sent: () => ({ params: { personId: people.staff.id } }) },
  giveRole: { sent: () => ({ params: { personId: agentIn('reader').id }, body: { role: 'finance' } }) },
  takeRole: { sent: () => ({ params: { personId: people.staff.id, role: 'administrator' }, body: { confirm: true } }) },
  withdrawInvitation: { before: invited, sent: ({ invited: personId = '' }) => ({ params: { personId }, body: {} }) },
  updateJuror: {
    sent: ({ city }) => ({ params: { jurorId: city.jurors[0] as string }, body: { territories: [], sectors: [] } }),
  },
  setJurorStatus: {
    sent: ({ city }) => ({ params: { jurorId: city.jurors[3] as string }, body: { status: 'leaving' } }),
  },
  proposeHandover: { sent: ({ city }) => ({ params: { jurorId: city.jurors[0] as string }, body: {} }) },
  listCandidates: { sent: own },
  proposeAssignments: { state: 'ready', sent: ({ city }) => ({ params: { callId: city.callId }, body: {} }) },
  relieveJuror: {
    sent: (scene) => ({
      params: { ...onFile(scene), jurorId: scene.city.jurors[1] as string },
      body: { reason: exampleRelief, by: scene.city.jurors[3] },
    }),
  },
  closeStep: {
    before: async ({ city, file }) => {
      for (const juror of city.jurors.slice(0, 2)) await evaluate(city, file, juror);
    },
    sent: withBodyAsRead({ stepId: 'evaluation' }),
  },
  listEvaluationVersions: {
    before: ({ city, file }) => evaluate(city, file, city.jurors[0] as string),
    sent: (scene) => ({ params: { ...onFile(scene), stepId: 'evaluation', jurorId: scene.city.jurors[0] as string } }),
  },
  recordDecision: { state: 'deciding', sent: withBodyAsRead({ decision: aDecision('refused') }) },
  previewLetter: {
    state: 'deciding',
    sent: withBodyAsRead({ operation: 'recordDecision', decision: aDecision('refused') }),
  },
  announceDecision: {
    state: 'deciding',
    before: ({ city, file }) => decideFile(city, file, { ...aDecision('refused'), announceOn: '2026-04-30' }),
    sent: withBodyAsRead({}),
  },
  correctDecision: {
    state: 'supported',
    sent: withBodyAsRead({ decision: aDecision('supported', { amountCents: 90_000 }), why: exampleCorrection }),
  },
  withdrawDecision: { state: 'supported', sent: withBodyAsRead({ reasons: exampleWithdrawal, heard: true }) },
  closeApplication: {
    state: 'complements',
    before: daysLater(30),
    sent: withBodyAsRead({ reasons: exampleClosing }),
  },
  recordSilence: { before: daysLater(100), sent: withBodyAsRead({ reasons: exampleSilence }) },
  reopenApplication: { state: 'closed', sent: withBodyAsRead({ reasons: exampleReopening }) },
  recordAgreement: { state: 'supported', sent: withBodyAsRead({ signedOn: '2026-03-18' }) },
  getOrganisationGrants: {
    sent: ({ city }) => ({
      params: { organisationId: organisation.id },
      query: { year: '2026', callId: city.callId },
    }),
  },
  getCallEnvelope: { sent: ({ city }) => ({ params: { callId: city.callId }, query: { year: '2026' } }) },
  resumeApplication: { state: 'deferred', sent: withBodyAsRead({}) },
  getMonitoring: { sent: ({ city }) => ({ query: { callId: city.callId, from: '2026-Q1', to: '2026-Q1' } }) },
  listSupported: { sent: ({ city }) => ({ query: { callId: city.callId, quarter: '2026-Q1' } }) },
  listStaffCalls: { sent: () => ({}) },
  createCall: { sent: ({ city }) => ({ body: { from: city.callId, idempotencyKey: key() } }) },
  getCallDraft: { sent: ({ city }) => ({ params: { callId: city.callId } }) },
  saveCallDraft: {
    sent: ({ city }) => ({ params: { callId: city.callId }, body: { content: {}, revision: 0, basedOn: 1 } }),
  },
  discardCallDraft: {
    before: ({ city }) => saveCallDraft(city.ports, city.callId, aCallDraft),
    sent: ({ city }) => ({ params: { callId: city.callId }, body: { revision: 1 } }),
  },
  listCallVersions: { sent: ({ city }) => ({ params: { callId: city.callId } }) },
  getCallVersion: { sent: ({ city }) => ({ params: { callId: city.callId, version: '1' } }) },
  listJurySessions: { sent: () => ({}) },
  getJurySession: { scored: true, before: (scene) => inSession('voting')(scene), sent: (scene) => onSession()(scene) },
  castVote: {
    scored: true,
    before: (scene) => inSession('voting')(scene),
    sent: (scene) => onPoint(() => ({ ballot: 'favourable', round: 1 }))(scene),
  },
  getJuryMinutes: {
    scored: true,
    before: (scene) => inSession('approved')(scene),
    sent: (scene) => onSession()(scene),
  },
  getJuryMinutesPdf: {
    scored: true,
    before: (scene) => inSession('approved')(scene),
    sent: (scene) => onSession()(scene),
  },
  listSessions: { sent: ({ city }) => ({ query: { callId: city.callId } }) },
  planSession: { sent: ({ city }) => ({ body: { ...aPlan, callId: city.callId, memberIds: city.jurors } }) },
  getSession: { scored: true, before: (scene) => inSession('open')(scene), sent: (scene) => onSession()(scene) },
  changeSession: {
    scored: true,
    before: (scene) => inSession('planned', false)(scene),
    sent: (scene) => onSession({ ...aPlan, memberIds: scene.city.jurors, version: 1 })(scene),
  },
  conveneSession: { scored: true, before: (scene) => inSession('planned')(scene), sent: (scene) => onSession()(scene) },
  cancelSession: { scored: true, before: (scene) => inSession('planned')(scene), sent: (scene) => onSession()(scene) },
  scheduleFile: {
    scored: true,
    before: (scene) => inSession('planned', false)(scene),
    sent: (scene) => onSession({ applicationId: scene.file })(scene),
  },
  unscheduleFile: {
    scored: true,
    before: (scene) => inSession('planned')(scene),
    sent: (scene) => onPoint(() => ({}))(scene),
  },
  orderAgenda: {
    scored: true,
    before: (scene) => inSession('planned')(scene),
    sent: (scene) => onSession({ applicationIds: [scene.file] })(scene),
  },
  openSession: { scored: true, before: (scene) => inSession('planned')(scene), sent: (scene) => onSession()(scene) },
  markPresence: {
    scored: true,
    before: (scene) => inSession('open')(scene),
    sent: (scene) => onSession({ present: false }, { personId: scene.city.jurors[0] as string })(scene),
  },
  runPoint: {
    scored: true,
    before: (scene) => inSession('heard')(scene),
    sent: (scene) => onPoint((rev) => ({ step: 'reveal', rev }))(scene),
  },
  saveNotes: {
    scored: true,
    before: (scene) => inSession('heard')(scene),
    sent: (scene) => onPoint(() => ({ text: 'Un débat.', revision: 0 }))(scene),
  },
  concludePoint: {
    scored: true,
    before: (scene) => inSession('counted')(scene),
    sent: (scene) => onPoint((rev) => ({ opinion: 'favourable', withoutAmount: true, rev }))(scene),
  },
  postponePoint: {
    scored: true,
    before: (scene) => inSession('heard')(scene),
    sent: (scene) => onPoint((rev) => ({ rev }))(scene),
  },
  closeSession: { scored: true, before: (scene) => inSession('concluded')(scene), sent: (scene) => onSession()(scene) },
  getEnvelope: { scored: true, before: (scene) => inSession('planned')(scene), sent: (scene) => onSession()(scene) },
  getMinutes: { scored: true, before: (scene) => inSession('closed')(scene), sent: (scene) => onSession()(scene) },
  getMinutesPdf: { scored: true, before: (scene) => inSession('closed')(scene), sent: (scene) => onSession()(scene) },
  saveMinutes: {
    scored: true,
    before: (scene) => inSession('closed')(scene),
    sent: (scene) => onSession({ content: someMinutes, revision: 0 })(scene),
  },
  approveMinutes: {
    scored: true,
    before: (scene) => inSession('closed')(scene),
    sent: (scene) => onSession({ content: someMinutes, revision: 0 })(scene),
  },
  publishCall: {
    sent: ({ city }) => ({ params: { callId: city.callId }, body: { content: city.content, basedOn: 1 } }),
  },
  listJoinRequests: { before: wishing, sent: () => ({}) },
  getJoinRequest: { before: wishing, sent: () => ({ params: wish }) },
  linkPerson: { before: wishing, sent: () => ({ params: wish, body: {} }) },
  declineJoinRequest: { before: wishing, sent: () => ({ params: wish, body: { answer: 'Appelez-nous.' } }) },
  listTwins: { before: twins, sent: () => ({}) },
  previewMerge: {
    before: twins,
    sent: () => ({ params: { organisationId: twinId }, query: { intoId: organisation.id } }),
  },
  mergeOrganisations: {
    before: twins,
    sent: () => ({
      params: { organisationId: twinId },
      body: { intoId: organisation.id, version: 1, intoVersion: 1 },
    }),
  },
  resumeMail: {
    before: bounced,
    sent: withBody({ recipient: 'applicant' }),
  },
};

/** How far a session has come: its third member is recused from the file. */
const stages = ['planned', 'open', 'heard', 'voting', 'counted', 'concluded', 'closed', 'approved'] as const;
const inSession =
  (stage: (typeof stages)[number], agenda = true) =>
  async (scene: Scene) => {
    const { city, file } = scene;
    const [first, second, third] = city.jurors as [string, string, string];
    scene.session = await planSession(city);
    const until = (candidate: (typeof stages)[number]) => stages.indexOf(candidate) <= stages.indexOf(stage);
    if (!agenda) return;
    await schedule(city, scene.session, file);
    await city.ask('recuse', third, { params: { applicationId: file }, body: { ...exampleRecusal, confirm: true } });
    if (until('open')) await openSession(city, scene.session);
    if (until('heard')) await run(city, scene.session, file, 'hear');
    if (until('voting')) await run(city, scene.session, file, 'open-vote');
    if (until('counted')) {
      for (const juror of [first, second]) await vote(city, scene.session, file, juror);
      await run(city, scene.session, file, 'count');
    }
    if (until('concluded')) await conclude(city, scene.session, file);
    const params = { sessionId: scene.session };
    if (until('closed')) await city.ask('closeSession', people.staff.id, { params, body: {} });
    if (until('approved')) {
      const { content, revision } = await city.ask('getMinutes', people.staff.id, { params });
      await city.ask('approveMinutes', people.staff.id, { params, body: { content, revision } });
    }
  };
const onPoint =
  (body: (rev: number) => unknown): Case['sent'] =>
  async ({ city, session, file }) => {
    const { rev } = await pointIn(city, session, file);
    return { params: { sessionId: session, applicationId: file }, body: body(rev) };
  };
const onSession =
  (body: unknown = {}, params: Record<string, string> = {}): Case['sent'] =>
  ({ session }) => ({ params: { sessionId: session, ...params }, body });
const aPlan = {
  title: 'Comité de sélection',
  place: 'Hôtel de ville',
  startsAt: '2026-04-01T12:00:00.000Z',
};

const everyRelation = Object.keys(relations) as Relation[];
const operations = Object.entries(contract) as [OperationId, Operation][];

/** A file in the wanted state; where a jury is at work, its third juror has recused. */
const stage = async ({ state = 'evaluating', scored, before }: Case): Promise<Scene> => {
  const city = await openCity();
  for (const role of agentRoles) await savePerson(city.ports, agentIn(role), undefined);
  const file = scored ? await scoredFile(city) : await fileIn(city, state);
  const { attachments, number = '' } = await city.ask('getApplication', people.applicant.id, {
    params: { applicationId: file },
  });
  const scene: Scene = { city, file, document: attachments[0]?.id as string, number, session: '' };
  if (state === 'evaluating' && !scored)
    await city.ask('recuse', city.jurors[2] as string, {
      params: onFile(scene),
      body: { ...exampleRecusal, confirm: true },
    });
  await before?.(scene);
  return scene;
};

/** An agent in one role alone. */
const agentIn = (role: AgentRole) =>
  aStaffMember(0, { id: `agent-${role}`, email: `${role}@ville.example`, name: `Agent ${role}`, roles: [role] });

const whoIs = (relation: Relation, { jurors }: City): string | undefined =>
  ({
    nobody: undefined,
    association: people.stranger.id,
    owner: people.applicant.id,
    juror: jurors[3],
    assigned: jurors[0],
    recused: jurors[2],
    reader: agentIn('reader').id,
    'case-officer': agentIn('case-officer').id,
    manager: agentIn('manager').id,
    finance: agentIn('finance').id,
    administrator: agentIn('administrator').id,
  })[relation];

const recusedAnswer = (body: Answer['body']) => ({
  type: 'urn:permanent-call:problem:recused',
  title: body.title,
  status: 403,
  code: 'recused',
  detail: body.detail,
  since: '2026-03-18T09:00:00.000Z',
});

describe('the table of who is let in', () => {
  test('has a row for every operation of the contract, and no other', () => {
    expect(Object.keys(matrix).toSorted()).toEqual(operations.map(([id]) => id).toSorted());
  });

  test.each(operations)('says of %s that the gateway keeps out who has no token of its pool', (id, { audience }) => {
    const pool = poolOf[audience];
    const keptOut = everyRelation.filter((relation) => pool !== undefined && poolOfRelation[relation] !== pool);
    expect(everyRelation.filter((relation) => matrix[id][relation] === 401)).toEqual(keptOut);
  });

  test.each(operations)('says of %s only what the contract names as problems', (id, { problems }) => {
    const named = everyRelation.map((relation) => matrix[id][relation]).filter((verdict) => verdict !== 'in');
    expect(named.filter((verdict) => verdict !== 401 && !problems.includes(verdict))).toEqual([]);
  });
});

describe('the functions', () => {
  test.each(operations)('let in to %s whom the table lets in, and nobody else', async (id, { audience, method }) => {
    const scene = await stage(cases[id]);
    const { city, file } = scene;
    const sent = await cases[id].sent(scene);
    const ask = (relation: Relation) => city.send(id, whoIs(relation, city), sent);
    const by = (test: (verdict: (typeof matrix)[OperationId][Relation]) => boolean) =>
      everyRelation.filter((relation) => test(matrix[id][relation]));

    for (const relation of by((verdict) => verdict === 403 || verdict === 404)) {
      const { status, body } = await ask(relation);
      expect([relation, status]).toEqual([relation, matrix[id][relation]]);
      if (relation === 'recused' && audience === 'jury') expect(body).toEqual(recusedAnswer(body));
      else expect(Object.keys(body).toSorted()).toEqual(['code', 'detail', 'status', 'title', 'type']);
    }
    // Whom the gateway keeps out would come no further without it, wherever there is something to protect.
    const protects = JSON.stringify(sent).includes(file) || JSON.stringify(sent).includes(organisation.id);
    for (const relation of by((verdict) => verdict === 401)) {
      const nobody = relation === 'nobody';
      if (nobody || protects || audience !== 'applicant')
        expect([relation, [403, 404].includes((await ask(relation)).status)]).toEqual([relation, true]);
    }
    for (const [place, relation] of by((verdict) => verdict === 'in').entries()) {
      // What the first did is not done twice: each later one acts on a scene of its own.
      const own = method === 'GET' || place === 0 ? scene : await stage(cases[id]);
      const again = own === scene ? sent : await cases[id].sent(own);
      const { status, body } = await own.city.send(id, whoIs(relation, own.city), again);
      expect([relation, status, status === 200 ? '' : body]).toEqual([relation, 200, '']);
    }
  });
});
