import { randomUUID } from 'node:crypto';
import { addDays } from '../../functions/domain/calendar.ts';
import type { ApplicationState } from '../../schemas/application.ts';
import { type CheckStep, stepAfter, stepOf } from '../../schemas/call.ts';
import type { Decision } from '../../schemas/decision.ts';
import { exampleClosing, exampleSilence } from '../../schemas/examples/jury.ts';
import { aContent, aDecision, anEvaluation, aVerdict } from '../factories/application.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, people } from './city.ts';
import { hearFile, planSession, schedule } from './sessions.ts';

/** The ways of a file through the API, each act by the person who does it. */

const { applicant, staff } = people;
export const key = () => randomUUID();

/** A draft with every section and document that a submission needs. */
export const draftFile = async (city: City, index = 0): Promise<string> => {
  const { id } = await city.ask('startApplication', applicant.id, {
    body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() },
  });
  const { project, budget, commitments } = aContent(index, city.ports.now().toISOString().slice(0, 10));
  for (const [section, content] of Object.entries({ project, budget, commitments }))
    await city.ask('saveSection', applicant.id, {
      params: { applicationId: id, section },
      body: { content, revision: 0 },
    });
  for (const document of city.content.documents.filter(({ required }) => required)) await attach(city, id, document.id);
  return id;
};

/** Attaches a document that arrives and is clean, unless the scanner says otherwise of it, or nothing. */
export const attach = async (
  city: City,
  applicationId: string,
  documentId: string,
  filename = `${documentId}.pdf`,
  scan: Parameters<City['receive']>[2] = 'clean',
): Promise<string> => {
  const { attachment } = await city.ask('addAttachment', applicant.id, {
    params: { applicationId },
    body: {
      documentId,
      filename,
      contentType: 'application/pdf',
      sizeBytes: 1000,
      sha256: `${'A'.repeat(43)}=`,
    },
  });
  city.bucket.objects.set(`attachments/${applicationId}/${attachment.id}`, new Uint8Array(1000));
  await city.receive(applicationId, attachment.id, scan);
  return attachment.id;
};

export const submitFile = async (city: City, index = 0): Promise<string> => {
  const applicationId = await draftFile(city, index);
  await city.ask('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
  return applicationId;
};

/** Has a draft name somebody as its contact. */
export const nameContact = async (city: City, applicationId: string, contactEmail: string): Promise<void> => {
  const { sections } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  const { content, revision = 0 } = sections.commitments ?? {};
  await city.ask('saveSection', applicant.id, {
    params: { applicationId, section: 'commitments' },
    body: { content: { ...content, contactEmail }, revision },
  });
};

/** A submitted file that names somebody else than whoever submits it as its contact, who is asked. */
export const submitNaming = async (city: City, contactEmail: string): Promise<string> => {
  const applicationId = await draftFile(city);
  await nameContact(city, applicationId, contactEmail);
  await city.ask('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
  return applicationId;
};

/** Passes the check where the file stands, or records another verdict. */
export const checkFile = async (city: City, applicationId: string, verdict?: Parameters<typeof aVerdict>[1]) => {
  const file = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  const step = stepOf(city.content, file.stepId ?? '') as CheckStep;
  return city.ask('recordCheck', staff.id, {
    params: { applicationId, stepId: step.id },
    body: { ...aVerdict(step, verdict), version: file.version },
  });
};

/** The version of a file, as staff read it before they act. */
export const versionOf = async (city: City, applicationId: string): Promise<number> =>
  (await city.ask('getStaffFile', staff.id, { params: { applicationId } })).version;

/** What staff send of an act on a file that they have just read. */
export const asRead = async <B extends object>(city: City, applicationId: string, body: B) => ({
  ...body,
  version: await versionOf(city, applicationId),
});

/** Records a decision on the file as it stands. */
export const decideFile = async (city: City, applicationId: string, decision: Decision) =>
  city.ask('recordDecision', staff.id, {
    params: { applicationId },
    body: { decision, version: await versionOf(city, applicationId) },
  });

/** Closes a file whose applicant has not answered, on the day after the last to do so. */
export const closeFile = async (city: City, applicationId: string) => {
  const { complementsDueOn = '' } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  city.ports.clock.set(`${addDays(complementsDueOn, 1)}T09:00:00.000Z`);
  return city.ask('closeApplication', staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { reasons: exampleClosing }),
  });
};

/** Records that silence refused a file, on the day after the last to answer. */
export const recordSilenceOn = async (city: City, applicationId: string) => {
  const { silenceRejectsOn = '' } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  city.ports.clock.set(`${addDays(silenceRejectsOn, 1)}T09:00:00.000Z`);
  return city.ask('recordSilence', staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { reasons: exampleSilence }),
  });
};

/** The letter that an act of an agent would lead to. */
export const letterFor = async (
  city: City,
  applicationId: string,
  body: Record<string, unknown> & { operation: string },
  agent: string = staff.id,
) => {
  const { letter } = await city.ask('previewLetter', agent, { params: { applicationId }, body });
  if (!letter) throw new Error(`${body.operation} has no letter`);
  return letter;
};

/** Announces the file's decision before its day. */
export const announceFile = async (city: City, applicationId: string) =>
  city.ask('announceDecision', staff.id, {
    params: { applicationId },
    body: { version: await versionOf(city, applicationId) },
  });

/** The juror says that no conflict of interest stands in the way: the file opens. */
export const declare = (city: City, applicationId: string, jurorId: string) =>
  city.ask('declareNoConflict', jurorId, { params: { applicationId }, body: { confirm: true } });

/** Submits a juror's evaluation of the open step. */
export const evaluate = async (city: City, applicationId: string, jurorId: string, index = 0, final = true) => {
  const opened = await city.send('getJurorFile', jurorId, { params: { applicationId } });
  if (opened.body.code === 'declaration-needed') await declare(city, applicationId, jurorId);
  const file = await city.ask('getJurorFile', jurorId, { params: { applicationId } });
  const step = stepOf(city.content, file.stepId ?? '');
  if (step?.kind !== 'score') throw new Error(`${file.stepId} is not scored`);
  return city.ask('submitEvaluation', jurorId, {
    params: { applicationId, stepId: step.id },
    body: { ...anEvaluation(city.jurors.indexOf(jurorId), index), final },
  });
};

/** A file whose scores are in: it waits for a session of the jury. */
export const scoredFile = async (city: City, index = 0): Promise<string> => {
  const applicationId = await fileIn(city, 'evaluating', index);
  for (const jurorId of city.jurors.slice(0, 3)) await evaluate(city, applicationId, jurorId, index);
  await city.wake(applicationId);
  return applicationId;
};

/** A file brought to a state through the API; three jurors are on its steps, and members of the session that hears it. */
export const fileIn = async (city: City, state: ApplicationState, index = 0): Promise<string> => {
  if (state === 'draft') return draftFile(city, index);
  const applicationId = await submitFile(city, index);
  const params = { applicationId };
  if (state === 'checking') return applicationId;
  if (state === 'withdrawn') {
    await city.ask('withdrawApplication', applicant.id, { params, body: {} });
    return applicationId;
  }
  if (state === 'complements' || state === 'closed') {
    await checkFile(city, applicationId, 'complements');
    if (state === 'closed') await closeFile(city, applicationId);
    return applicationId;
  }
  if (state === 'refused-by-silence') {
    await recordSilenceOn(city, applicationId);
    return applicationId;
  }
  await checkFile(city, applicationId);
  await checkFile(city, applicationId, state === 'ineligible' ? 'ineligible' : 'passed');
  if (state === 'ready' || state === 'ineligible') return applicationId;
  const jurorIds = city.jurors.slice(0, 3);
  await city.ask('openStep', staff.id, { params, body: await asRead(city, applicationId, { jurorIds }) });
  for (const jurorId of jurorIds) await declare(city, applicationId, jurorId);
  if (state === 'evaluating') return applicationId;
  for (
    let step = stepAfter(city.content, 'eligibility');
    step && step.kind !== 'decide';
    step = stepAfter(city.content, step.id)
  )
    if (step.kind === 'score') {
      for (const jurorId of jurorIds) await evaluate(city, applicationId, jurorId, index);
      await city.wake(applicationId);
    } else if (state === 'deliberating') {
      await schedule(city, await planSession(city, jurorIds), applicationId);
      return applicationId;
    } else await hearFile(city, applicationId, jurorIds);
  if (state === 'deciding') return applicationId;
  if (state === 'deliberating') throw new Error('The call has no session of the jury');
  const decidedOn = city.ports.now().toISOString().slice(0, 10);
  await decideFile(city, applicationId, aDecision(state, { decidedOn }));
  return applicationId;
};
