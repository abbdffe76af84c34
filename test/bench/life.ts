import { anchorAggregate } from '../../functions/anchor/anchor.ts';
import { auditAggregate } from '../../functions/audit/audit.ts';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { notifyApplication } from '../../functions/notify/notify.ts';
import { noteScan } from '../../functions/scan-attachment/scan.ts';
import { sendAct } from '../../functions/send/send.ts';
import type { Mailer } from '../../functions/services/mail.ts';
import { objectKey } from '../../functions/store/attachments.ts';
import { assignmentKey } from '../../functions/store/keys.ts';
import { overdueActs } from '../../functions/store/messages.ts';
import { get } from '../../functions/store/read.ts';
import { verifyAttachment } from '../../functions/verify-attachment/verify.ts';
import { promiseOf } from '../../infra/example-document.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { aContent, aDecision } from '../factories/application.ts';
import { anOrganisation } from '../factories/people.ts';
import { auditDays, type City, people } from '../support/city.ts';
import { asRead, checkFile, evaluate, key, versionOf } from '../support/files.ts';
import { conclude, openSession, planSession, run, vote } from '../support/sessions.ts';

/** Runs something under a name, to count what it costs. */
export type Act = <T>(name: string, run: () => Promise<T>) => Promise<T>;

/** Sends all that is to leave, each act as the stream has it sent. */
export const sendDue = async (
  { ports }: Pick<City, 'ports'>,
  act: Act,
  name = 'send',
  mailer: Mailer = { send: async () => 'bench' },
): Promise<void> => {
  for (const due of await overdueActs(ports, ports.now().toISOString()))
    await act(name, () => sendAct({ ports, mailer, siteUrl: 'https://site.example' }, due));
};

/** How often people do what they do more than once in the life that is measured. */
export const OFTEN = { autosaves: 30, looks: 6, jurors: 3, evaluationSaves: 10 };

/** The same city, every request of it counted under its operation's name. */
export const counted = (city: City, act: Act): City => ({
  ...city,
  ask: ((id, who, sent) => act(id, () => city.ask(id, who, sent))) as City['ask'],
  send: (id, ...rest) => act(id, () => city.send(id, ...rest)),
});

/** One supported application, with all that people look at on the way and all that consumers do. */
export const wholeLife = async (city: City, act: Act): Promise<void> => {
  const { ports, callId } = city;
  const { applicant, staff } = people;
  const jurors = city.jurors.slice(0, OFTEN.jurors);
  const many = async (times: number, run: () => Promise<unknown>) => {
    for (let time = 0; time < times; time++) await run();
  };
  const acting = counted(city, act);
  const { ask } = acting;
  /** What every event of the file wakes. */
  const consumers = async (applicationId: string) => {
    await act('measure', () => measureApplication(ports, applicationId));
    await act('notify', () => notifyApplication(ports, applicationId));
    await sendDue(city, act);
    await act('anchor', () => anchorAggregate(ports, { type: 'application', id: applicationId }));
    await act('audit', () => auditAggregate(ports, { type: 'application', id: applicationId }, auditDays));
    await act('close-step (nothing to do)', () => closeCompleteStep(ports, { type: 'application', id: applicationId }));
  };

  const organisationId = anOrganisation(0).id;
  await ask('getCall', applicant.id, { params: { callId } });
  await ask('listOrganisations', applicant.id);
  const { id: applicationId } = await ask('startApplication', applicant.id, {
    body: { callId, organisationId, idempotencyKey: key() },
  });
  const params = { applicationId };
  await consumers(applicationId);
  const { project, budget, commitments } = aContent();
  for (const [section, content] of Object.entries({ project, budget, commitments }))
    await act('saveSection (first)', () =>
      city.ask('saveSection', applicant.id, { params: { ...params, section }, body: { content, revision: 0 } }),
    );
  let revision = 1;
  await many(OFTEN.autosaves, () =>
    act('saveSection (again)', () =>
      city.ask('saveSection', applicant.id, {
        params: { ...params, section: 'project' },
        body: { content: project, revision: revision++ },
      }),
    ),
  );
  for (const { id: documentId } of city.content.documents.filter(({ required }) => required)) {
    const bytes = examplePdf(documentId);
    const { attachment } = await ask('addAttachment', applicant.id, {
      params,
      body: promiseOf(documentId, bytes),
    });
    const object = objectKey(applicationId, attachment.id);
    city.bucket.objects.set(object, bytes);
    await act('verify-attachment', () => verifyAttachment(ports, city.bucket, object));
    await act('scan-attachment', () =>
      noteScan(ports, {
        s3ObjectDetails: { objectKey: object },
        scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' },
      }),
    );
    await ask('getApplicantAttachment', applicant.id, { params: { ...params, attachmentId: attachment.id } });
  }
  await ask('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } });
  await consumers(applicationId);
  await many(OFTEN.looks, () => ask('getApplication', applicant.id, { params }));
  await many(OFTEN.looks, () => ask('listApplications', applicant.id, { query: { organisationId } }));

  await many(OFTEN.looks, () => ask('countQueue', staff.id, { query: { callId } }));
  await many(OFTEN.looks, () => ask('listQueue', staff.id, { query: { callId, state: 'checking' } }));
  await many(OFTEN.looks, () => ask('getStaffFile', staff.id, { params }));
  for (const _check of ['completeness', 'eligibility']) {
    await checkFile(acting, applicationId);
    await consumers(applicationId);
  }
  await ask('listJurors', staff.id);
  await ask('openStep', staff.id, { params, body: await asRead(city, applicationId, { jurorIds: jurors }) });
  await consumers(applicationId);

  const step = city.content.steps.find((candidate) => candidate.kind === 'score');
  if (!step) throw new Error('The call has no scored step');
  for (const jurorId of jurors) {
    await ask('getConflictCheck', jurorId, { params });
    await ask('declareNoConflict', jurorId, { params, body: { confirm: true } });
    await many(OFTEN.looks, () => ask('listAssignments', jurorId, { query: { state: 'assigned' } }));
    let saved = 0;
    await many(OFTEN.evaluationSaves, () =>
      ask('saveEvaluation', jurorId, {
        params: { ...params, stepId: step.id },
        body: { content: { comment: 'x'.repeat(800) }, revision: saved++ },
      }),
    );
    await evaluate(acting, applicationId, jurorId);
    const evaluationId = (await get(ports, assignmentKey(applicationId, jurorId)))?.evaluationId as string;
    const last = jurorId === jurors.at(-1);
    await act(last ? 'close-step (closes)' : 'close-step (waits)', () =>
      closeCompleteStep(ports, { type: 'evaluation', id: evaluationId }),
    );
  }
  await consumers(applicationId);

  // The members' phones ask all the time while their session is held.
  const sessionId = await planSession(acting, jurors);
  await ask('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } });
  await openSession(acting, sessionId, jurors);
  for (const jurorId of jurors)
    await many(OFTEN.looks, () => ask('getJurySession', jurorId, { params: { sessionId } }));
  for (const name of ['hear', 'reveal']) await run(acting, sessionId, applicationId, name);
  const point = { sessionId, applicationId };
  await ask('saveNotes', staff.id, { params: point, body: { text: 'x'.repeat(800), revision: 0 } });
  await run(acting, sessionId, applicationId, 'open-vote');
  for (const jurorId of jurors) await vote(acting, sessionId, applicationId, jurorId);
  await run(acting, sessionId, applicationId, 'count');
  await conclude(acting, sessionId, applicationId);
  await ask('closeSession', staff.id, { params: { sessionId }, body: {} });
  const { content: minutes, revision: drawn } = await ask('getMinutes', staff.id, { params: { sessionId } });
  await ask('getMinutesPdf', staff.id, { params: { sessionId } });
  await ask('approveMinutes', staff.id, { params: { sessionId }, body: { content: minutes, revision: drawn } });
  await consumers(applicationId);

  const decidedOn = ports.now().toISOString().slice(0, 10);
  const version = await versionOf(city, applicationId);
  await ask('recordDecision', staff.id, {
    params,
    body: { decision: aDecision('supported', { decidedOn }), version },
  });
  await consumers(applicationId);
  const quarter = quarterOf(decidedOn);
  await ask('getMonitoring', staff.id, { query: { callId, from: quarter, to: quarter } });
  await ask('listSupported', staff.id, { query: { callId, quarter } });
  await ask('findByNumber', staff.id, {
    params: { number: (await ask('getStaffFile', staff.id, { params })).number ?? '' },
  });
};
