import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anchorAggregate } from '../../functions/anchor/anchor.ts';
import { auditAggregate } from '../../functions/audit/audit.ts';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { logger } from '../../functions/observe.ts';
import { deliveryEvent, recordDelivery } from '../../functions/record-delivery/record.ts';
import { relay } from '../../functions/relay/relay.ts';
import { noteScan } from '../../functions/scan-attachment/scan.ts';
import type { Mail, Mailer } from '../../functions/services/mail.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { eventKey } from '../../functions/store/keys.ts';
import { settleOrganisation } from '../../functions/store/merging.ts';
import { takeQueue, takeStream } from '../../functions/stream.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment } from '../../functions/verify-attachment/verify.ts';
import { reportClocks } from '../../functions/watch-clocks/report.ts';
import { watchClocks } from '../../functions/watch-clocks/watch.ts';
import { contract, type OperationId } from '../../schemas/contract.ts';
import {
  exampleCorrection,
  exampleRecusal,
  exampleRelief,
  exampleReopening,
  exampleWithdrawal,
} from '../../schemas/examples/jury.ts';
import { mailAbout } from '../../schemas/mail.ts';
import { aDecision } from '../factories/application.ts';
import { aBounce } from '../factories/mail.ts';
import { anOrganisation } from '../factories/people.ts';
import { storeTwin } from '../factories/twins.ts';
import { auditDays, busyDay, type City, openCity, people } from '../support/city.ts';
import {
  announceFile,
  asRead,
  attach,
  checkFile,
  decideFile,
  draftFile,
  evaluate,
  fileIn,
  submitFile,
  submitNaming,
  versionOf,
} from '../support/files.ts';
import type { Sent } from '../support/gateway.ts';
import { linkIn, post, tellApplication } from '../support/mails.ts';
import type { TestPorts } from '../support/ports.ts';
import { sessionFeeds } from '../support/session-feeds.ts';

/** Before anything is loaded: other tests keep logs quiet. */
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';
});

/** What no line may hold, however it is written: words, an address, a telephone number, an account number. */
const word = 'Zqxmarque';
const address = 'zqxmail@zqx.example';
const phone = '06 99 88 77 66';
const account = 'FR7630006000011234567890189';
const marks = ['zqx', '699887766', '99 88 77 66', account.toLowerCase()];

/** Fields of free text or of personal data, wherever they stand in a body. */
const free =
  /^(name|address|city|representativeName|representativeRole|title|summary|socialNeed|partners|contactName|comment|message|reasons|why|answer|description|conditions|reference|text|justification)$/;

/** A body with a mark in every field where a person may write, or be named. */
const marked = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((entry) => marked(entry, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, marked(entry, name)]));
  if (typeof value !== 'string') return value;
  // Each stays another one: nobody is invited twice.
  if (/email$/i.test(key)) return `${value.split('@')[0]}.${address}`;
  if (/phone$/i.test(key)) return phone;
  if (key === 'filename') return `${word}-${account}.pdf`;
  return free.test(key)
    ? `${value.slice(0, 20)} ${word} ${account}`.slice(0, 60).padEnd(Math.min(60, value.length))
    : value;
};

/** All that functions write: the log goes to standard output. */
let written = '';
const lines = () => written.split('\n').filter(Boolean);
const leaks = () => lines().filter((line) => marks.some((mark) => line.toLowerCase().includes(mark)));

let city: City;
const answered = new Set<OperationId>();
beforeAll(async () => {
  const take = (chunk: unknown): boolean => {
    written += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void take(`${words.join(' ')}\n`));
  const plain = await openCity({ perDay: busyDay });
  const send: City['send'] = async (id, who, sent = {}, own) => {
    // What is no free text there, though its fields are called so.
    const isPlain = ['publishCall', 'getContactQuestion', 'answerContact'].includes(id);
    const body = isPlain ? sent.body : marked(sent.body);
    const answer = await plain.send(id, who, body === undefined ? sent : { ...sent, body }, own);
    if (answer.status === 200) answered.add(id);
    return answer;
  };
  const ask = (async (id: OperationId, who: string, sent: Sent = {}) => {
    const { status, body } = await send(id, who, sent);
    if (status !== 200) throw new Error(`${id} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }) as City['ask'];
  city = { ...plain, send, ask };
});
afterAll(() => vi.restoreAllMocks());

const { applicant, staff, stranger } = people;
const key = () => randomUUID();
const organisationId = anOrganisation(0).id;
const claims = (id: string) => JSON.stringify({ name: `${word} Exemple`, email: address, sub: id });

/** How each operation is fed with what it answers; those that the helpers go through on the way are asked there. */
const feeds = {
  listCalls: () => city.ask('listCalls', ''),
  getCall: () => city.ask('getCall', '', { params: { callId: city.callId } }),
  listDigests: async () => {
    await anchorAggregate(city.ports, { type: 'application', id: await fileIn(city, 'checking') });
    return city.ask('listDigests', '');
  },
  getApiDocument: () => city.ask('getApiDocument', ''),
  openApplicantSession: () => session('openApplicantSession', applicant.id),
  openJurySession: () => session('openJurySession', city.jurors[0] ?? ''),
  openStaffSession: () => session('openStaffSession', staff.id),
  listOrganisations: () => city.ask('listOrganisations', applicant.id),
  registerOrganisation: () =>
    city.ask('registerOrganisation', applicant.id, {
      body: { ...anOrganisation(2).content, idempotencyKey: key() },
    }),
  updateOrganisation: async () => {
    const { items } = await city.ask('listOrganisations', applicant.id);
    const { version } = items.find(({ id }) => id === organisationId) ?? { version: 0 };
    const body = { ...anOrganisation(0).content, version };
    return city.ask('updateOrganisation', applicant.id, { params: { organisationId }, body });
  },
  requestToJoin: () => wish(),
  listOwnJoinRequests: () => city.ask('listOwnJoinRequests', stranger.id),
  listJoinRequests: async () => {
    await wish();
    return city.ask('listJoinRequests', staff.id);
  },
  getJoinRequest: async () => {
    await wish();
    return city.ask('getJoinRequest', staff.id, { params: wished });
  },
  declineJoinRequest: async () => {
    await wish();
    return city.ask('declineJoinRequest', staff.id, { params: wished, body: { answer: 'Appelez-nous.' } });
  },
  linkPerson: async () => {
    const [organisationId, siret] = [anOrganisation(1).id, anOrganisation(1).content.siret];
    await city.ask('requestToJoin', applicant.id, { body: { siret, message: 'Présidente' } });
    return city.ask('linkPerson', staff.id, { params: { organisationId, personId: applicant.id }, body: {} });
  },
  listTwins: async () => {
    await twinOf(6);
    return city.ask('listTwins', staff.id);
  },
  previewMerge: async () => {
    const twin = await twinOf(7);
    return city.ask('previewMerge', staff.id, {
      params: { organisationId: twin },
      query: { intoId: organisationId },
    });
  },
  mergeOrganisations: async () => {
    const twin = await twinOf(8);
    const params = { organisationId: twin };
    const { from, into } = await city.ask('previewMerge', staff.id, { params, query: { intoId: organisationId } });
    const body = { intoId: organisationId, version: from.version, intoVersion: into.version };
    return city.ask('mergeOrganisations', staff.id, { params, body });
  },
  listApplications: () => city.ask('listApplications', applicant.id, { query: { organisationId } }),
  startApplication: () => draftFile(city),
  saveSection: () => draftFile(city),
  addAttachment: () => draftFile(city),
  getApplication: async () =>
    city.ask('getApplication', applicant.id, { params: { applicationId: await submitFile(city) } }),
  keepDraft: async () => city.ask('keepDraft', applicant.id, { params: { applicationId: await draftFile(city) } }),
  discardDraft: async () =>
    city.ask('discardDraft', applicant.id, { params: { applicationId: await draftFile(city) } }),
  removeAttachment: async () => city.ask('removeAttachment', applicant.id, { params: await withDocument('draft') }),
  getApplicantAttachment: async () =>
    city.ask('getApplicantAttachment', applicant.id, { params: await withDocument('draft') }),
  submitApplication: () => submitFile(city),
  provideComplements: async () =>
    city.ask('provideComplements', applicant.id, {
      params: { applicationId: await fileIn(city, 'complements') },
      body: { idempotencyKey: key() },
    }),
  withdrawApplication: () => fileIn(city, 'withdrawn'),
  getLetterPdf: async () => city.ask('getLetterPdf', applicant.id, { params: await withLetter() }),
  listLetters: async () => ofFile('listLetters', applicant.id, (await withLetter()).applicationId),
  listStaffLetters: async () => ofFile('listStaffLetters', staff.id, (await withLetter()).applicationId),
  getStaffMail: async () => ofFile('getStaffMail', staff.id, (await withLetter()).applicationId),
  getTimeline: async () => ofFile('getTimeline', applicant.id, await submitFile(city)),
  getStaffTimeline: async () => ofFile('getStaffTimeline', staff.id, await fileIn(city, 'refused')),
  listRevisions: async () => ofFile('listRevisions', staff.id, await submitFile(city)),
  getStaffJury: async () => ofFile('getStaffJury', staff.id, await fileIn(city, 'evaluating')),
  getJuryWords: async () => ofFile('getJuryWords', staff.id, await fileIn(city, 'deciding')),
  getJurorTimeline: async () => ofFile('getJurorTimeline', city.jurors[0] ?? '', await fileIn(city, 'evaluating')),
  listEvaluations: async () =>
    city.ask('listEvaluations', staff.id, {
      params: { applicationId: await fileIn(city, 'deciding') },
      query: { stepId: 'evaluation' },
    }),
  getOwnEvaluation: async () =>
    city.ask('getOwnEvaluation', city.jurors[0] ?? '', {
      params: { applicationId: await fileIn(city, 'deciding'), stepId: 'evaluation' },
    }),
  listPeerEvaluations: async () =>
    city.ask('listPeerEvaluations', city.jurors[0] ?? '', {
      params: { applicationId: await fileIn(city, 'deciding'), stepId: 'evaluation' },
    }),
  getStaffLetterPdf: async () => city.ask('getStaffLetterPdf', staff.id, { params: await withLetter() }),
  listAssignments: () => city.ask('listAssignments', city.jurors[0] ?? '', {}),
  getJurorFile: () => fileIn(city, 'deciding'),
  getJurorAttachment: async () =>
    city.ask('getJurorAttachment', city.jurors[0] ?? '', { params: await withDocument('evaluating') }),
  saveEvaluation: async () =>
    city.ask('saveEvaluation', city.jurors[0] ?? '', {
      params: { applicationId: await fileIn(city, 'evaluating'), stepId: 'evaluation' },
      body: { content: { comment: 'En cours' }, revision: 0 },
    }),
  submitEvaluation: async () => evaluate(city, await fileIn(city, 'evaluating'), city.jurors[0] ?? ''),
  getDeclaration: () => city.ask('getDeclaration', city.jurors[0] ?? ''),
  saveDeclaration: () =>
    city.ask('saveDeclaration', city.jurors[0] ?? '', {
      body: { none: false, organisations: [{ name: 'Les Voisins', interest: 'member' }], revision: 0 },
    }),
  getConflictCheck: async () =>
    city.ask('getConflictCheck', city.jurors[0] ?? '', {
      params: { applicationId: await fileIn(city, 'evaluating') },
    }),
  declareNoConflict: () => fileIn(city, 'evaluating'),
  getJuryReminders: () => city.ask('getJuryReminders', city.jurors[0] ?? ''),
  saveJuryReminders: () => city.ask('saveJuryReminders', city.jurors[0] ?? '', { body: { choice: 'daily' } }),
  remindJurors: () =>
    aside(async () => {
      const applicationId = await fileIn(city, 'evaluating');
      city.ports.clock.advance({ days: 30 });
      return city.ask('remindJurors', staff.id, { params: { applicationId }, body: { stepId: 'evaluation' } });
    }),
  getStaffReminders: () => city.ask('getStaffReminders', staff.id),
  saveStaffReminders: () => city.ask('saveStaffReminders', staff.id, { body: { choice: 'daily' } }),
  listOwnVersions: async () => {
    const applicationId = await fileIn(city, 'evaluating');
    await evaluate(city, applicationId, city.jurors[0] ?? '');
    return city.ask('listOwnVersions', city.jurors[0] ?? '', { params: { applicationId, stepId: 'evaluation' } });
  },
  listEvaluationVersions: async () => {
    const applicationId = await fileIn(city, 'evaluating');
    const jurorId = city.jurors[0] ?? '';
    await evaluate(city, applicationId, jurorId);
    return city.ask('listEvaluationVersions', staff.id, { params: { applicationId, stepId: 'evaluation', jurorId } });
  },
  recuse: async () =>
    city.ask('recuse', city.jurors[0] ?? '', {
      params: { applicationId: await fileIn(city, 'evaluating') },
      body: { ...exampleRecusal, confirm: true },
    }),
  listQueue: () => city.ask('listQueue', staff.id, { query: { callId: city.callId, state: 'checking' } }),
  countQueue: () => city.ask('countQueue', staff.id, { query: { callId: city.callId } }),
  listClocks: async () => {
    await submitFile(city);
    return city.ask('listClocks', staff.id);
  },
  findByNumber: async () => {
    const { number = '' } = await city.ask('getStaffFile', staff.id, {
      params: { applicationId: await submitFile(city) },
    });
    return city.ask('findByNumber', staff.id, { params: { number } });
  },
  getStaffFile: async () => checkFile(city, await submitFile(city)),
  getStaffAttachment: async () => city.ask('getStaffAttachment', staff.id, { params: await withDocument('checking') }),
  listWaitingDocuments: async () => {
    await waitingDocument();
    return city.ask('listWaitingDocuments', staff.id);
  },
  rescanWaiting: async () => {
    await waitingDocument();
    return city.ask('rescanWaiting', staff.id, { body: {} });
  },
  rescanDocument: async () => city.ask('rescanDocument', staff.id, { params: await waitingDocument(), body: {} }),
  releaseAttachment: async () => {
    const params = await waitingDocument();
    await noteScan(city.ports, scanned(params, 'UNSUPPORTED'));
    return city.ask('releaseAttachment', staff.id, { params, body: {} });
  },
  recordCheck: () => fileIn(city, 'ineligible'),
  listJurors: () => city.ask('listJurors', staff.id),
  openStep: () => fileIn(city, 'evaluating'),
  assignJuror: async () =>
    city.ask('assignJuror', staff.id, {
      params: { applicationId: await fileIn(city, 'evaluating') },
      body: { jurorId: city.jurors[3] },
    }),
  listMembers: () => city.ask('listMembers', staff.id),
  inviteMember: () => invite('one@jury.example'),
  resendInvitation: async () =>
    city.ask('resendInvitation', staff.id, { params: { personId: (await invite('two@jury.example')).id }, body: {} }),
  withdrawInvitation: async () =>
    city.ask('withdrawInvitation', staff.id, {
      params: { personId: (await invite('three@jury.example')).id },
      body: {},
    }),
  updateJuror: () =>
    city.ask('updateJuror', staff.id, {
      params: { jurorId: city.jurors[1] ?? '' },
      body: { territories: ['fives'], sectors: ['housing'], openFiles: 9 },
    }),
  setJurorStatus: () =>
    city.ask('setJurorStatus', staff.id, { params: { jurorId: city.jurors[1] ?? '' }, body: { status: 'active' } }),
  proposeHandover: async () => {
    await fileIn(city, 'evaluating');
    return city.ask('proposeHandover', staff.id, { params: { jurorId: city.jurors[0] ?? '' }, body: {} });
  },
  listCandidates: async () =>
    city.ask('listCandidates', staff.id, { params: { applicationId: await fileIn(city, 'evaluating') } }),
  proposeAssignments: async () => {
    await fileIn(city, 'ready');
    return city.ask('proposeAssignments', staff.id, { params: { callId: city.callId }, body: {} });
  },
  relieveJuror: async () =>
    city.ask('relieveJuror', staff.id, {
      params: { applicationId: await fileIn(city, 'evaluating'), jurorId: city.jurors[0] ?? '' },
      body: { reason: exampleRelief, by: city.jurors[3] },
    }),
  closeStep: async () => {
    const applicationId = await fileIn(city, 'evaluating');
    for (const jurorId of city.jurors.slice(0, 3)) await evaluate(city, applicationId, jurorId);
    return city.ask('closeStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
  },
  recordDecision: () => fileIn(city, 'refused'),
  previewLetter: async () => {
    const applicationId = await fileIn(city, 'deciding');
    return city.ask('previewLetter', staff.id, {
      params: { applicationId },
      body: {
        operation: 'recordDecision',
        decision: aDecision('refused'),
        version: await versionOf(city, applicationId),
      },
    });
  },
  announceDecision: async () => {
    const id = await fileIn(city, 'deciding');
    await decideFile(city, id, { ...aDecision('refused'), announceOn: '2026-04-30' });
    return announceFile(city, id);
  },
  correctDecision: async () => {
    const applicationId = await fileIn(city, 'refused');
    const version = await versionOf(city, applicationId);
    return city.ask('correctDecision', staff.id, {
      params: { applicationId },
      body: { decision: aDecision('supported'), why: exampleCorrection, version },
    });
  },
  withdrawDecision: async () => {
    const applicationId = await fileIn(city, 'supported');
    const version = await versionOf(city, applicationId);
    return city.ask('withdrawDecision', staff.id, {
      params: { applicationId },
      body: { reasons: exampleWithdrawal, heard: true, version },
    });
  },
  closeApplication: () => aside(() => fileIn(city, 'closed')),
  recordSilence: () => aside(() => fileIn(city, 'refused-by-silence')),
  reopenApplication: () =>
    aside(async () => {
      const applicationId = await fileIn(city, 'closed');
      return city.ask('reopenApplication', staff.id, {
        params: { applicationId },
        body: await asRead(city, applicationId, { reasons: exampleReopening }),
      });
    }),
  recordAgreement: async () => {
    const applicationId = await fileIn(city, 'supported');
    return city.ask('recordAgreement', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { signedOn: '2026-03-18', reference: 'EXEMPLE-2026-001' }),
    });
  },
  getOrganisationGrants: async () => {
    await city.wake(await fileIn(city, 'supported'));
    const query = { year: '2026', callId: city.callId };
    return city.ask('getOrganisationGrants', staff.id, { params: { organisationId }, query });
  },
  getCallEnvelope: () =>
    city.ask('getCallEnvelope', staff.id, { params: { callId: city.callId }, query: { year: '2026' } }),
  resumeApplication: async () => {
    const applicationId = await fileIn(city, 'deferred');
    return city.ask('resumeApplication', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, {}),
    });
  },
  getMonitoring: () =>
    city.ask('getMonitoring', staff.id, { query: { callId: city.callId, from: '2026-Q1', to: '2026-Q4' } }),
  listSupported: async () => {
    await city.wake(await fileIn(city, 'supported'));
    return city.ask('listSupported', staff.id, { query: { callId: city.callId, quarter: '2026-Q1' } });
  },
  listStaffCalls: () => city.ask('listStaffCalls', staff.id),
  createCall: () => city.ask('createCall', staff.id, { body: { from: city.callId, idempotencyKey: key() } }),
  getCallDraft: async () => city.ask('getCallDraft', staff.id, { params: { callId: await begunCall() } }),
  saveCallDraft: async () =>
    city.ask('saveCallDraft', staff.id, {
      params: { callId: await begunCall() },
      body: { content: { ...city.content }, revision: 1, basedOn: 0 },
    }),
  discardCallDraft: async () =>
    city.ask('discardCallDraft', staff.id, { params: { callId: await begunCall() }, body: { revision: 1 } }),
  listCallVersions: () => city.ask('listCallVersions', staff.id, { params: { callId: city.callId } }),
  getCallVersion: () => city.ask('getCallVersion', staff.id, { params: { callId: city.callId, version: '1' } }),
  ...sessionFeeds(() => city),
  publishCall: async () => {
    const { version } = await city.ask('getCall', '', { params: { callId: city.callId } });
    const body = { content: city.content, basedOn: version };
    return city.ask('publishCall', staff.id, { params: { callId: city.callId }, body });
  },
  resumeMail: async () => {
    const applicationId = await submitFile(city);
    await bounced(applicationId);
    return city.ask('resumeMail', staff.id, { params: { applicationId }, body: { recipient: 'applicant' } });
  },
  getStaffDeclaration: () => city.ask('getStaffDeclaration', staff.id),
  saveStaffDeclaration: () =>
    city.ask('saveStaffDeclaration', staff.id, {
      body: { none: false, organisations: [{ name: word, interest: 'member' }], revision: 0 },
    }),
  getStaffConflicts: async () =>
    city.ask('getStaffConflicts', staff.id, { params: { applicationId: await fileIn(city, 'checking') } }),
  stepBack: async () =>
    city.ask('stepBack', staff.id, {
      params: { applicationId: await fileIn(city, 'checking') },
      body: { ...exampleRecusal, confirm: true },
    }),
  listUnhandled: () => city.ask('listUnhandled', staff.id),
  listAudit: async () => {
    await auditAggregate(city.ports, { type: 'application', id: await fileIn(city, 'ready') }, auditDays);
    return city.ask('listAudit', staff.id);
  },
  exportAudit: () => city.ask('exportAudit', staff.id, { body: {} }),
  exportMonitoring: () =>
    city.ask('exportMonitoring', staff.id, {
      query: { callId: city.callId, from: '2026-Q1', to: '2026-Q4' },
      body: {},
    }),
  getMember: () => city.ask('getMember', staff.id, { params: { personId: staff.id } }),
  giveRole: async () => {
    const { id: personId } = await invite('role@jury.example');
    return city.ask('giveRole', staff.id, { params: { personId }, body: { role: 'finance' } });
  },
  takeRole: async () => {
    const { id: personId } = await invite('taken@jury.example');
    await city.ask('giveRole', staff.id, { params: { personId }, body: { role: 'finance' } });
    return city.ask('takeRole', staff.id, { params: { personId, role: 'finance' }, body: { confirm: true } });
  },
  settleMail: async () => {
    const id = await submitFile(city);
    const { act } = await bounced(id);
    const settle = { outcome: 'given-up', reason: `Sans réponse ${word}` };
    const settled = await city.ask('settleMail', staff.id, {
      body: { act, aggregate: { type: 'application', id }, seq: 2, recipient: 'applicant', settle },
    });
    // Whatever comes next, mails go to this address again.
    await city.ask('resumeMail', staff.id, { params: { applicationId: id }, body: { recipient: 'applicant' } });
    return settled;
  },
  listUnsentMails: () => city.ask('listUnsentMails', staff.id, {}),
  askContact: async () =>
    city.ask('askContact', applicant.id, {
      params: { applicationId: await submitNaming(city, 'noe@contact.example') },
      body: {},
    }),
  getContactQuestion: async () => {
    const { outbox, mailer } = post();
    await tellApplication(city.ports, mailer, 'https://site.test', await submitNaming(city, 'zoe@contact.example'));
    return city.ask('getContactQuestion', '', { body: { token: linkIn(outbox) } });
  },
  answerContact: async () => {
    const { outbox, mailer } = post();
    await tellApplication(city.ports, mailer, 'https://site.test', await submitNaming(city, 'lea@contact.example'));
    return city.ask('answerContact', '', { body: { token: linkIn(outbox), answer: 'declined' } });
  },
  endAct: () => city.ask('endAct', staff.id, { params: { actId: `act_${'0'.repeat(26)}` }, body: { events: 0 } }),
} satisfies Record<OperationId, () => Promise<unknown>>;

/** The acknowledgement of a file comes back. */
const bounced = async (applicationId: string) => {
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, 'https://site.test', applicationId);
  const about = mailAbout.parse(outbox[0]?.about);
  await recordDelivery(city.ports, deliveryEvent.parse(aBounce({ about, email: address, feedbackId: applicationId })));
  return about;
};

/** What takes its time; the clock of all others goes on where it was. */
const aside = async <T>(work: () => Promise<T>): Promise<T> => {
  const now = city.ports.now().toISOString();
  try {
    return await work();
  } finally {
    city.ports.clock.set(now);
  }
};

/** A new call that is only a draft. */
const begunCall = async () =>
  (await city.ask('createCall', staff.id, { body: { from: city.callId, idempotencyKey: key() } })).callId;

const wished = { organisationId, personId: stranger.id };
const wish = () =>
  city.ask('requestToJoin', stranger.id, { body: { siret: anOrganisation(0).content.siret, message: 'Présidente' } });

/** The first organisation, registered once more. */
const twinOf = async (as: number) => {
  const id = await storeTwin(city.ports, 0, as);
  await settleOrganisation(city.ports, id);
  return id;
};

const invite = (email: string) =>
  city.ask('inviteMember', staff.id, { body: { roles: ['juror'], name: 'Ines', email, language: 'fr' } });

const session = (id: 'openApplicantSession' | 'openJurySession' | 'openStaffSession', who: string) =>
  city.ask(id, who, { body: { idToken: claims(who), language: 'fr' } });

const ofFile = (id: OperationId, who: string, applicationId: string) =>
  city.ask(id, who, { params: { applicationId } });

const withLetter = async () => {
  const applicationId = await submitFile(city);
  await tellApplication(city.ports, { send: async () => 'sent' }, 'https://site.example', applicationId);
  return { applicationId, seq: '2' };
};

const withDocument = async (state: Parameters<typeof fileIn>[1]) => {
  const applicationId = await fileIn(city, state);
  const attachmentId =
    state === 'draft'
      ? await attach(city, applicationId, city.content.documents[0]?.id ?? '')
      : ((await city.ask('getStaffFile', staff.id, { params: { applicationId } })).attachments[0]?.id ?? '');
  return { applicationId, attachmentId };
};

/** A document that was handed over, and that the scanner gave no verdict on. */
const waitingDocument = async () => {
  const applicationId = await fileIn(city, 'complements');
  const attachmentId = await attach(city, applicationId, 'accounts', `${word}.pdf`, 'nothing');
  const params = { applicationId };
  await city.ask('provideComplements', applicant.id, { params, body: { idempotencyKey: key() } });
  return { applicationId, attachmentId };
};

const scanned = (
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
  scanResultStatus: 'NO_THREATS_FOUND' | 'UNSUPPORTED',
) => ({
  s3ObjectDetails: { objectKey: objectKey(applicationId, attachmentId) },
  scanResultDetails: { scanResultStatus },
});

/** A service's refusal that quotes what it was given, as SES and DynamoDB do. */
const quoting = () =>
  Object.assign(new Error(`Refused: ${word} <${address}> ${phone} ${account}`), {
    name: 'MessageRejected',
    Item: { body: { S: `${word} ${address}` } },
    CancellationReasons: [{ Code: 'ValidationError', Message: word, Item: { title: { S: word } } }],
    cause: new Error(`${word} ${address}`),
    $metadata: { httpStatusCode: 400, requestId: 'service-1' },
  });

/** Ports whose store answers every call with such a refusal. */
const failing = (ports: TestPorts): TestPorts => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, name) =>
      name === 'send'
        ? async () => {
            throw quoting();
          }
        : Reflect.get(client, name),
  }),
});

const ids = Object.keys(contract) as OperationId[];
const whoFor = (id: OperationId): string =>
  ({ public: '', applicant: applicant.id, jury: city.jurors[0] ?? '', staff: staff.id })[contract[id].audience];

describe('no line of a log holds what a person typed, a name or an address', () => {
  test('whatever operation is fed with it and answers', async () => {
    for (const id of ids) await feeds[id]();
    expect(ids.filter((id) => !answered.has(id))).toEqual([]);
    expect(lines().length).toBeGreaterThan(100);
    expect(leaks()).toEqual([]);
    // What was typed did arrive: the test would else prove nothing.
    const { Items } = await city.ports.db.send(new ScanCommand({ TableName: city.ports.tableName }));
    const kept = JSON.stringify(Items).toLowerCase();
    for (const mark of [word, address, account]) expect(kept).toContain(mark.toLowerCase());
    expect(kept).toMatch(/699887766|99 88 77 66/);
  }, 240_000);

  test.each(ids)('%s, however it refuses', async (id) => {
    const before = lines().length;
    const params = {
      applicationId: word,
      organisationId: word,
      attachmentId: word,
      callId: word,
      stepId: word,
      sessionId: word,
      personId: word,
      jurorId: word,
    };
    const all = { ...params, section: word, number: `${word} ${account}` };
    const body = { [word]: address, name: word, contactEmail: `${word}@`, content: { [word]: { [word]: account } } };
    const query = { organisationId: word, callId: word, cursor: address, state: word, from: word, to: account };
    const statuses = [];
    for (const sent of [
      { params: all, query, body },
      { params: all, query, raw: `{"name": "${word} ${address}` },
    ]) {
      statuses.push((await city.send(id, whoFor(id), sent)).status);
      statuses.push((await city.send(id, stranger.id, sent)).status);
      statuses.push((await city.send(id, word, sent)).status);
      statuses.push((await city.send(id, whoFor(id), sent, failing(city.ports))).status);
    }
    expect(statuses.filter((status) => status >= 400).length).toBeGreaterThan(id === 'getApiDocument' ? -1 : 0);
    expect(lines().length).toBeGreaterThan(before);
    expect(leaks()).toEqual([]);
  });

  test('consumers that succeed, and those that are refused by a service which quotes what it was given', async () => {
    const applicationId = await fileIn(city, 'refused');
    const waiting = await submitFile(city);
    const sent: Mail[] = [];
    const mailer: Mailer = { send: async (mail) => `message-${sent.push(mail)}` };
    const refusing: Mailer = { send: () => Promise.reject(quoting()) };
    const unreadable: SQSRecord = message(`{"type": "${word} ${address}`);
    const at = 'https://site.test';
    const before = lines().length;

    const woken = message(JSON.stringify({ type: 'application', id: applicationId }));
    const later = message(JSON.stringify({ type: 'application', id: waiting }));
    const told = (own: Mailer) => (wakeUp: { id: string }) => tellApplication(city.ports, own, at, wakeUp.id);
    expect((await takeQueue([woken, unreadable], told(mailer))).batchItemFailures).toHaveLength(1);
    // A refusal is what became of that mail: nothing is tried again.
    expect((await takeQueue([later], told(refusing))).batchItemFailures).toEqual([]);
    expect(JSON.stringify(sent).toLowerCase()).toContain(address);

    const records = [record(applicationId, 1)];
    expect(await takeStream(records, ['application'], ({ id }) => measureApplication(city.ports, id))).toEqual({
      batchItemFailures: [],
    });
    const broken = failing(city.ports);
    const failed = [
      await takeStream(records, ['application'], ({ id }) => measureApplication(broken, id)),
      await takeQueue([woken], (wakeUp) => closeCompleteStep(broken, wakeUp)),
      await relay(
        records,
        { wake: () => Promise.reject(quoting()) },
        { notify: at, 'close-step': at, anchor: at, send: at },
      ),
    ];
    expect(failed.map(({ batchItemFailures }) => batchItemFailures.length)).toEqual([1, 1, 1]);

    const document = await withDocument('draft');
    await verifyAttachment(city.ports, city.bucket, objectKey(document.applicationId, document.attachmentId));
    await noteScan(city.ports, scanned(document, 'NO_THREATS_FOUND'));
    await sweepAttachments(city.ports, city.bucket);
    reportClocks(await watchClocks(city.ports), logger);

    const own = lines().slice(before);
    expect(leaks()).toEqual([]);
    // And each line of a consumer that names an event says whose.
    const spoken = own.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const refused = spoken.find((line) => line.message === 'A mail was refused');
    expect(refused).toMatchObject({ aggregate: waiting, seq: 2, code: 'MessageRejected' });
  });

  test('each line of a request says which request and, once it is known, which operation', async () => {
    const before = lines().length;
    const { body } = await city.send('listJurors', staff.id, {}, failing(city.ports));
    const own = lines()
      .slice(before)
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .filter(({ level }) => level);
    expect(own).toMatchObject([{ level: 'ERROR', requestId: body.requestId, operation: 'listJurors' }]);
    expect(logger.getLevelName()).toBe('DEBUG');
  });
});

const message = (body: string) => ({ messageId: randomUUID(), body }) as SQSRecord;
const record = (applicationId: string, seq: number): DynamoDBRecord => {
  const { pk, sk } = eventKey('application', applicationId, seq);
  return { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' } };
};
