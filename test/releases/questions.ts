import { applicationStates } from '../../schemas/application.ts';
import type { Contract, OperationId } from '../../schemas/contract.ts';
import { assignmentStates } from '../../schemas/evaluation.ts';
import { sessionStates } from '../../schemas/session.ts';
import { aDecision } from '../factories/application.ts';
import type { City } from '../support/city.ts';
import type { Sent } from '../support/gateway.ts';
import { staffFile } from '../support/whole-file.ts';
import { associations, colleague, staff } from './life/acts.ts';
import { twins, waiting } from './life/organisations.ts';
import type { Town } from './life/town.ts';

/** Operations that read: every GET, and what is asked with a body and writes nothing. */
export type ReadId =
  | { [K in OperationId]: Contract[K]['method'] extends 'GET' ? K : never }[OperationId]
  | 'previewLetter'
  | 'proposeHandover'
  | 'proposeAssignments';

/** What somebody asks; nobody who is signed in is ''. */
export interface Question extends Pick<Sent, 'params' | 'query' | 'body'> {
  operation: ReadId;
  who: string;
}

/** Whose answers come from the figures, which can be made anew from events. */
export const figureReads: ReadonlySet<ReadId> = new Set([
  'countQueue',
  'getMonitoring',
  'listSupported',
  'getOrganisationGrants',
  'getCallEnvelope',
  'getEnvelope',
  'listCallVersions',
]);

type StaffFile = Awaited<ReturnType<typeof staffFile>>;

/**
 * Everything that people of the town can look at: who asks, and for what. What there is to ask for, such as the letters of
 * a file, is looked up first.
 */
const viewOf = async (town: Town, look: City['ask']) => {
  const calls = [...town.calls.ids.values()];
  const published = ['city', 'districts', 'summer'].map((name) => town.calls.of(name));
  const sessions = [...town.sessions.ids.values()];
  const files = [...town.files.ids.values()];
  const whole = new Map<string, StaffFile>();
  for (const applicationId of files) {
    const gone = ['begun', 'prepared', 'forgotten', 'thrown-away', 'dormant'].some(
      (name) => town.files.of(name) === applicationId,
    );
    if (!gone) whole.set(applicationId, await staffFile({ ask: look }, applicationId));
  }
  /** The places of letters as their association knows them, by file and place in its chain. */
  const ownPlaces = new Map<string, number>();
  for (const [applicationId, { letters }] of whole) {
    const own = await look('listLetters', town.owners.get(applicationId) ?? '', { params: { applicationId } });
    own.items.forEach(({ seq }, index) => void ownPlaces.set(`${applicationId} ${letters[index]?.seq}`, seq));
  }
  const jurors = [...town.jurors, town.members.of('ines'), town.members.of('ursula')];
  const onFile = ({ assignments, recusals }: StaffFile) =>
    new Set([...assignments, ...recusals].map(({ jurorId }) => jurorId as string));
  /** Each juror with the files that ever were theirs, and one that never was. */
  const jurorFiles = jurors.flatMap((who) => {
    const own = [...whole.values()].filter((file) => onFile(file).has(who));
    const other = [...whole.values()].find((file) => !onFile(file).has(who));
    return [...own, ...(other ? [other] : [])].map((file) => ({ who, file, applicationId: file.id as string }));
  });
  const held = [];
  for (const sessionId of sessions) held.push(await look('getSession', staff.id, { params: { sessionId } }));
  /** Each member with the sessions of theirs, and a session with somebody who is no member. */
  const memberSessions = held.flatMap(({ id, members, state }) => {
    const own = members.map(({ personId }) => personId);
    const outsider = jurors.find((who) => !own.includes(who));
    return [...own, ...(outsider ? [outsider] : [])].map((who) => ({ who, sessionId: id as string, state }));
  });
  const applicants = [...Object.values(associations).map(({ person }) => person), colleague.id];
  const organisations = Object.values(associations).map((one) => ({ who: one.person, id: one.organisation(town) }));
  return {
    calls,
    published,
    sessions,
    files,
    whole: [...whole.values()],
    ownPlaces,
    jurors,
    jurorFiles,
    held,
    memberSessions,
    applicants,
    organisations,
  };
};
type View = Awaited<ReturnType<typeof viewOf>>;

type Asked = Omit<Question, 'operation'>;

const byStaff = (...asked: Omit<Asked, 'who'>[]): Asked[] => asked.map((one) => ({ who: staff.id, ...one }));
const byPublic = (...asked: Omit<Asked, 'who'>[]): Asked[] => asked.map((one) => ({ who: '', ...one }));
/** A part of every file that is before staff. */
const ofEachFile = ({ whole }: View): Asked[] => byStaff(...whole.map(({ id }) => ({ params: { applicationId: id } })));
/** The steps at which a juror was on a file, for whom there is an evaluation. */
const evaluated = ({ whole }: View) =>
  whole.flatMap(({ id, evaluations }) =>
    evaluations.map(({ stepId, jurorId }) => ({ applicationId: id as string, stepId, jurorId })),
  );
/** One file of each kind of letter, with the letter's place. */
const oneOfEachLetter = ({ whole }: View) => {
  const kinds = new Map<string, { applicationId: string; seq: string }>();
  for (const { id, letters, timeline } of whole)
    for (const { seq } of letters) {
      const type = timeline.find((entry) => entry.seq === seq)?.type ?? '';
      if (!kinds.has(type)) kinds.set(type, { applicationId: id, seq: String(seq) });
    }
  return [...kinds.values()];
};
const documents = (town: Town) =>
  [...town.documents.ids.values()].map((attachmentId) => ({ applicationId: town.files.of('papers'), attachmentId }));
const quarters = ['2026-Q3', '2026-Q4'];

const questions: { readonly [K in ReadId]: (view: View, town: Town) => Asked[] } = {
  // ---- everybody
  listCalls: () => byPublic({}),
  getCall: ({ calls }) => byPublic(...calls.map((callId) => ({ params: { callId } }))),
  listDigests: () => byPublic({}),
  // It is made of the contract alone: nothing that is stored is in it.
  getApiDocument: () => [],

  // ---- associations
  listOrganisations: ({ applicants }) => applicants.map((who) => ({ who })),
  listOwnJoinRequests: ({ applicants }) => [...applicants, waiting.personId].map((who) => ({ who })),
  listApplications: ({ organisations }) =>
    organisations.flatMap(({ who, id }) => [{ who, query: { organisationId: id } }]),
  getApplication: ({ files }, town) => [
    ...files.map((applicationId) => ({ who: town.owners.get(applicationId) ?? '', params: { applicationId } })),
    { who: colleague.id, params: { applicationId: town.files.of('workshop') } },
    { who: associations.ruche.person, params: { applicationId: town.files.of('workshop') } },
  ],
  listLetters: ({ whole }, town) =>
    whole.map(({ id }) => ({ who: town.owners.get(id) ?? '', params: { applicationId: id } })),
  getTimeline: ({ files }, town) =>
    files.map((applicationId) => ({ who: town.owners.get(applicationId) ?? '', params: { applicationId } })),
  getApplicantAttachment: (_view, town) =>
    documents(town).map((params) => ({ who: town.owners.get(params.applicationId) ?? '', params })),
  getLetterPdf: (view, town) =>
    oneOfEachLetter(view).map(({ applicationId, seq }) => ({
      who: town.owners.get(applicationId) ?? '',
      params: { applicationId, seq: String(view.ownPlaces.get(`${applicationId} ${seq}`)) },
    })),

  // ---- the jury
  listAssignments: ({ jurors }) =>
    jurors.flatMap((who) => assignmentStates.map((state) => ({ who, query: { state } }))),
  getJurorFile: ({ jurorFiles }) => jurorFiles.map(({ who, applicationId }) => ({ who, params: { applicationId } })),
  getOwnEvaluation: (view) => evaluated(view).map(({ jurorId, ...params }) => ({ who: jurorId, params })),
  listPeerEvaluations: (view) => evaluated(view).map(({ jurorId, ...params }) => ({ who: jurorId, params })),
  getJurorTimeline: ({ jurorFiles }) =>
    jurorFiles.map(({ who, applicationId }) => ({ who, params: { applicationId } })),
  getConflictCheck: ({ jurorFiles }) =>
    jurorFiles.map(({ who, applicationId }) => ({ who, params: { applicationId } })),
  // The same for every file: a document of the first file of each, as it is to be kept and to be looked at.
  getJurorAttachment: ({ jurors, jurorFiles }) =>
    jurors.flatMap((juror) => {
      const { file } = jurorFiles.find(({ who }) => who === juror) ?? {};
      const [document] = file?.attachments ?? [];
      if (!file || !document) return [];
      const params = { applicationId: file.id, attachmentId: document.id };
      return ['keep', 'look'].map((to) => ({ who: juror, params, query: { to } }));
    }),
  getDeclaration: ({ jurors }) => jurors.map((who) => ({ who })),
  listOwnVersions: (view) => evaluated(view).map(({ jurorId, ...params }) => ({ who: jurorId, params })),
  getJuryReminders: ({ jurors }) => jurors.map((who) => ({ who })),
  listJurySessions: ({ jurors }) => jurors.map((who) => ({ who })),
  getJurySession: ({ memberSessions }) => memberSessions.map(({ who, sessionId }) => ({ who, params: { sessionId } })),
  getJuryMinutes: ({ memberSessions }) =>
    memberSessions
      .filter(({ state }) => state === 'closed')
      .map(({ who, sessionId }) => ({ who, params: { sessionId } })),
  getJuryMinutesPdf: ({ jurors }, town) =>
    jurors.slice(0, 1).map((who) => ({ who, params: { sessionId: town.sessions.of('september') } })),

  // ---- staff
  listQueue: ({ calls }) =>
    byStaff(
      ...calls.flatMap((callId) =>
        applicationStates.filter((state) => state !== 'draft').map((state) => ({ query: { callId, state } })),
      ),
    ),
  countQueue: ({ calls }) => byStaff(...calls.map((callId) => ({ query: { callId } }))),
  listClocks: () => byStaff({}),
  findByNumber: ({ whole }) => byStaff(...whole.map(({ number = '' }) => ({ params: { number } }))),
  getStaffFile: ({ files }) => byStaff(...files.map((applicationId) => ({ params: { applicationId } }))),
  listRevisions: ofEachFile,
  getStaffJury: ofEachFile,
  listEvaluations: (view) =>
    byStaff(
      ...[...new Set(evaluated(view).map(({ applicationId, stepId }) => `${applicationId} ${stepId}`))].map((one) => {
        const [applicationId = '', stepId = ''] = one.split(' ');
        return { params: { applicationId }, query: { stepId } };
      }),
    ),
  getJuryWords: ofEachFile,
  listStaffLetters: ofEachFile,
  getStaffMail: ofEachFile,
  getStaffTimeline: ofEachFile,
  getStaffAttachment: (_view, town) => byStaff(...documents(town).map((params) => ({ params }))),
  getStaffLetterPdf: (view) =>
    byStaff(
      ...oneOfEachLetter(view)
        .slice(0, 1)
        .map((params) => ({ params })),
    ),
  listJurors: () => byStaff({}),
  listMembers: () => byStaff({}),
  getMember: ({ jurors }) => byStaff(...[staff.id, ...jurors].map((personId) => ({ params: { personId } }))),
  getStaffDeclaration: () => byStaff({}),
  getStaffConflicts: (_view, town) =>
    byStaff(...['waiting', 'market'].map((name) => ({ params: { applicationId: town.files.of(name) } }))),
  listUnhandled: () => byStaff({}),
  listJoinRequests: () => byStaff({}),
  getJoinRequest: () => byStaff({ params: waiting }),
  listTwins: () => byStaff({}),
  previewMerge: () => byStaff({ params: { organisationId: twins.twinId }, query: { intoId: twins.holderId } }),
  listWaitingDocuments: () => byStaff({}),
  listUnsentMails: ({ whole, sessions, jurors }) =>
    byStaff(
      {},
      ...whole.map(({ id: applicationId }) => ({ query: { applicationId } })),
      ...sessions.map((sessionId) => ({ query: { sessionId } })),
      ...jurors.map((personId) => ({ query: { personId } })),
    ),
  listCandidates: (_view, town) =>
    byStaff(...['waiting', 'market', 'lane'].map((name) => ({ params: { applicationId: town.files.of(name) } }))),
  listEvaluationVersions: (view) => byStaff(...evaluated(view).map((params) => ({ params }))),
  // What is asked here is noted, too: of days that are past nothing is added.
  listAudit: ({ whole, jurors }) => {
    const period = { from: '2026-09-01', to: '2026-10-31' };
    return byStaff(
      { query: period },
      ...jurors.slice(0, 2).map((personId) => ({ query: { ...period, personId } })),
      ...whole.slice(0, 2).map(({ number = '' }) => ({ query: { ...period, number } })),
    );
  },
  getStaffReminders: (_view, town) => [staff.id, town.members.of('thomas')].map((who) => ({ who })),
  getOrganisationGrants: ({ organisations, published }) =>
    byStaff(
      ...organisations.flatMap(({ id: organisationId }) =>
        published.map((callId) => ({ params: { organisationId }, query: { year: '2026', callId } })),
      ),
    ),
  getCallEnvelope: ({ published }) =>
    byStaff(...published.map((callId) => ({ params: { callId }, query: { year: '2026' } }))),
  getMonitoring: ({ published }) =>
    byStaff(...published.map((callId) => ({ query: { callId, from: '2026-Q1', to: '2026-Q4' } }))),
  listSupported: ({ published, whole }) => {
    const territories = new Set(whole.flatMap(({ shares }) => shares.map(({ territoryId }) => territoryId as string)));
    return byStaff(
      ...published.flatMap((callId) =>
        quarters.flatMap((quarter) => [
          { query: { callId, quarter } },
          ...[...territories].map((territoryId) => ({ query: { callId, quarter, territoryId } })),
        ]),
      ),
    );
  },
  listStaffCalls: () => byStaff({}),
  getCallDraft: ({ calls }) => byStaff(...calls.map((callId) => ({ params: { callId } }))),
  listCallVersions: ({ calls }) => byStaff(...calls.map((callId) => ({ params: { callId } }))),
  getCallVersion: ({ published }) =>
    byStaff(...published.flatMap((callId) => ['1', '2'].map((version) => ({ params: { callId, version } })))),
  listSessions: ({ published }) =>
    byStaff(...published.flatMap((callId) => sessionStates.map((state) => ({ query: { callId, state } })))),
  getSession: ({ sessions }) => byStaff(...sessions.map((sessionId) => ({ params: { sessionId } }))),
  getEnvelope: ({ sessions }) => byStaff(...sessions.map((sessionId) => ({ params: { sessionId } }))),
  getMinutes: ({ held }) =>
    byStaff(
      ...held.flatMap(({ id: sessionId }) =>
        ['fr', 'en'].map((language) => ({ params: { sessionId }, query: { language } })),
      ),
    ),
  getMinutesPdf: (_view, town) =>
    byStaff({ params: { sessionId: town.sessions.of('meeting') }, query: { language: 'fr' } }),

  // ---- what is asked with a body
  previewLetter: ({ whole }) =>
    byStaff(
      ...whole
        .filter(({ state }) => state === 'deciding')
        .flatMap(({ id: applicationId, version }) =>
          (['supported', 'refused', 'deferred'] as const).map((outcome) => ({
            params: { applicationId },
            body: {
              operation: 'recordDecision',
              decision: aDecision(outcome, { decidedOn: '2026-11-27' }),
              version,
            },
          })),
        ),
    ),
  proposeHandover: (_view, town) => byStaff({ params: { jurorId: town.jurors.at(-1) ?? '' }, body: {} }),
  proposeAssignments: ({ published }) => byStaff(...published.map((callId) => ({ params: { callId }, body: {} }))),
};

/** Everything that is asked of a release, by every role that may read. */
export const questionsOf = async (town: Town, look: City['ask']): Promise<Question[]> => {
  const view = await viewOf(town, look);
  return (Object.keys(questions) as ReadId[]).flatMap((operation) =>
    questions[operation](view, town).map((asked) => ({ operation, ...asked })),
  );
};
