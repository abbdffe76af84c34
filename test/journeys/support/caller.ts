import { vi } from 'vitest';
import { formOf, promiseOf } from '../../../infra/example-document.ts';
import {
  type ApplicationContent,
  type DraftSection,
  type SectionName,
  sectionNames,
} from '../../../schemas/application.ts';
import {
  contract,
  type OperationId,
  type OperationRequest,
  type OperationResponse,
} from '../../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../../schemas/examples/call-lille.ts';
import { exampleScore } from '../../../schemas/examples/jury.ts';
import { examplePdf } from '../../../schemas/examples/pdf.ts';
import { applicants, type ExamplePerson, jurors, staff } from '../../../schemas/examples/people.ts';
import { exampleApplication } from '../../../schemas/examples/projects.ts';
import type { City } from './city.ts';

type AnyRequest = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

/**
 * Calls an operation as a person, without a browser: for what a journey needs and does not tell of itself.
 * @throws Error with the answer when it is a refusal.
 */
export const call = async <K extends OperationId>(
  { platform }: City,
  personId: string,
  operationId: K,
  request: OperationRequest<K>,
): Promise<OperationResponse<K>> => {
  const { method, path, audience } = contract[operationId];
  const { params = {}, query, body } = request as AnyRequest;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const token = audience === 'public' ? '' : await platform.engines.identity.mintToken({ sub: personId, audience });
  const answer = await fetch(`${platform.urls.site}${filled}${query ? `?${new URLSearchParams(query)}` : ''}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${operationId}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as OperationResponse<K>;
};

type ApplicationId = OperationResponse<'getApplication'>['id'];

/** A draft of an example application of today: its parts filled in, and its documents attached when `documents`. */
export const draft = async (
  city: City,
  index: number,
  { sections = sectionNames, documents = true }: { sections?: readonly SectionName[]; documents?: boolean } = {},
) => {
  const { organisation, content } = exampleApplication(index, new Date().toISOString().slice(0, 10));
  const member = personOf(organisation.memberId);
  const { id: applicationId } = await call(city, member.id, 'startApplication', {
    body: { callId: exampleCallId, organisationId: organisation.id, idempotencyKey: crypto.randomUUID() },
  });
  const params = { applicationId };
  for (const section of sections)
    await call(city, member.id, 'saveSection', {
      params: { ...params, section },
      body: { content: content[section] as unknown as DraftSection, revision: 0 },
    });
  if (documents) await attachRequired(city, member.id, applicationId);
  return { organisation, content, member, applicationId, title: content.project.title };
};

/** The id of whoever submits an example application. */
export const memberOf = (index: number): string => exampleApplication(index, '2026-03-18').organisation.memberId;

/** Attaches every required document, and waits until each is clean. */
export const attachRequired = async (city: City, memberId: string, applicationId: ApplicationId) => {
  const params = { applicationId };
  for (const { id: documentId, label, required } of callLille.documents) {
    if (!required) continue;
    const bytes = examplePdf(label.fr);
    const { upload } = await call(city, memberId, 'addAttachment', {
      params,
      body: promiseOf(documentId, bytes),
    });
    const posted = await fetch(upload.url, { method: 'POST', body: formOf(upload, bytes) });
    if (!posted.ok) throw new Error(await posted.text());
  }
  await until(async () => {
    const { attachments } = await call(city, memberId, 'getApplication', { params });
    return attachments.every(({ state }) => state === 'clean');
  });
};

/** Submits an example application, as its association would. */
export const handIn = async (city: City, index: number) => {
  const begun = await draft(city, index);
  const file = await call(city, begun.member.id, 'submitApplication', {
    params: { applicationId: begun.applicationId },
    body: { idempotencyKey: crypto.randomUUID() },
  });
  return { ...begun, file };
};

/** What staff send of an act on a file that they have just read. */
export const asRead = async <B extends object>(city: City, applicationId: ApplicationId, body: B) => {
  const { version } = await call(city, staff[0]?.id ?? '', 'getStaffFile', { params: { applicationId } });
  return { ...body, version };
};

/** A check that passes, every point answered with yes. */
export const passed = (stepId: string) => {
  const step = callLille.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'check') throw new Error(`${stepId} is no check`);
  return { verdict: 'passed' as const, answers: Object.fromEntries(step.items.map(({ id }) => [id, true])) };
};

/** Brings a file that was handed in before the jury: every check passed. */
export const passChecks = async (city: City, applicationId: ApplicationId): Promise<void> => {
  for (const { id: stepId, kind } of callLille.steps)
    if (kind === 'check')
      await call(city, staff[0]?.id ?? '', 'recordCheck', {
        params: { applicationId, stepId },
        body: await asRead(city, applicationId, passed(stepId)),
      });
};

/** The same, and its first step of the jury opened for these. */
export const toJury = async (city: City, applicationId: ApplicationId, jurorIds: string[]): Promise<void> => {
  await passChecks(city, applicationId);
  await call(city, staff[0]?.id ?? '', 'openStep', {
    params: { applicationId },
    body: await asRead(city, applicationId, { jurorIds }),
  });
};

/** Brings a file that was handed in to its decision: both checks passed, two jurors' scores, and a session of both. */
export const hear = async (
  city: City,
  { applicationId, content }: { applicationId: ApplicationId; content: ApplicationContent },
) => {
  const params = { applicationId };
  const [agent = '', one = '', two = ''] = [staff[0]?.id, jurors[0]?.id, jurors[1]?.id];
  for (const step of callLille.steps) {
    const at = { ...params, stepId: step.id };
    if (step.kind === 'check')
      await call(city, agent, 'recordCheck', { params: at, body: await asRead(city, applicationId, passed(step.id)) });
    if (step.kind === 'score')
      await call(city, agent, 'openStep', {
        params,
        body: await asRead(city, applicationId, { jurorIds: [one, two] }),
      });
    if (step.kind === 'score' || step.kind === 'deliberate')
      await until(async () => (await call(city, agent, 'getStaffFile', { params })).stepId === step.id);
    if (step.kind === 'score')
      for (const [index, jurorId] of [one, two].entries()) {
        await call(city, jurorId, 'declareNoConflict', { params, body: { confirm: true } });
        await call(city, jurorId, 'submitEvaluation', { params: at, body: { ...exampleScore(2, index), final: true } });
      }
    if (step.kind === 'deliberate') await deliberate(city, applicationId, [one, two], content.budget.amountAskedCents);
  }
  await until(async () => (await call(city, agent, 'getStaffFile', { params })).state === 'deciding');
};

/** A session for one file: planned, held and closed, with these members in favour of half of what was asked. */
export const deliberate = async (city: City, applicationId: ApplicationId, memberIds: string[], askedCents: number) => {
  const agent = staff[0]?.id ?? '';
  const plan = { title: 'Comité de sélection', place: 'Hôtel de ville', startsAt: new Date().toISOString(), memberIds };
  const { id: sessionId } = await call(city, agent, 'planSession', { body: { ...plan, callId: exampleCallId } });
  const params = { sessionId };
  await call(city, agent, 'scheduleFile', { params, body: { applicationId } });
  for (const jurorId of memberIds)
    await call(city, jurorId, 'declareNoConflict', { params: { applicationId }, body: { confirm: true } });
  await call(city, agent, 'openSession', { params, body: {} });
  for (const personId of memberIds)
    await call(city, agent, 'markPresence', { params: { ...params, personId }, body: { present: true } });
  const point = { ...params, applicationId };
  let rev = 1;
  for (const step of ['hear', 'reveal', 'open-vote', 'count'] as const) {
    if (step === 'count')
      for (const jurorId of memberIds)
        await call(city, jurorId, 'castVote', { params: point, body: { ballot: 'favourable', round: 1 } });
    await call(city, agent, 'runPoint', { params: point, body: { step, rev: rev++ } });
  }
  const proposedCents = Math.floor(askedCents / 2);
  await call(city, agent, 'concludePoint', { params: point, body: { opinion: 'favourable', proposedCents, rev } });
  await call(city, agent, 'closeSession', { params, body: {} });
  return sessionId;
};

/** Waits for something that comes about by itself. */
const until = (isSo: () => Promise<boolean>): Promise<void> =>
  vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error('Not yet');
    },
    { timeout: 30_000, interval: 200 },
  );

const personOf = (id: string): ExamplePerson => {
  const person = applicants.find((each) => each.id === id);
  if (!person) throw new Error(`Nobody is ${id}`);
  return person;
};
