import { operations as applicantOperations } from '../../../functions/applicant-api/operations.ts';
import { createBucket } from '../../../functions/services/bucket.ts';
import { operations as staffOperations } from '../../../functions/staff-api/operations.ts';
import { loadFile } from '../../../functions/store/applications.ts';
import { loadPersons } from '../../../functions/store/people.ts';
import { type ApplicationCore, type DraftSection, sectionNames } from '../../../schemas/application.ts';
import { exampleCallId } from '../../../schemas/examples/call-lille.ts';
import { exampleComplements } from '../../../schemas/examples/jury.ts';
import { staff } from '../../../schemas/examples/people.ts';
import { exampleApplication } from '../../../schemas/examples/projects.ts';
import { attachRequired, passed } from './caller.ts';
import type { City } from './city.ts';

/** Types an example application as its association would have at an instant of the past: the operations' own clock. */
const typeAt = async (city: City, index: number, at: string) => {
  const ports = { ...city.ports, now: () => new Date(at) };
  const applicant = applicantOperations(ports, createBucket(city.platform.env.BUCKET_NAME ?? ''), async () => {
    throw new Error('Nobody signs in here');
  });
  const { organisation, content } = exampleApplication(index, at.slice(0, 10));
  const { memberId, id } = organisation;
  const person = (await loadPersons(ports, [memberId])).get(memberId);
  const organisationId = person?.organisationIds.find((own) => own === id);
  if (!person || !organisationId) throw new Error(`Nobody acts for ${id}`);
  const by = {
    person,
    subject: memberId,
    language: 'fr' as const,
    at,
    noteAs: () => undefined,
    query: undefined,
    params: undefined,
  };
  const { id: applicationId } = await applicant.startApplication({
    ...by,
    body: { callId: exampleCallId, organisationId, idempotencyKey: crypto.randomUUID() },
  });
  const params = { applicationId };
  for (const section of sectionNames)
    await applicant.saveSection({
      ...by,
      params: { ...params, section },
      body: { content: content[section] as unknown as DraftSection, revision: 0 },
    });
  const member = { id: memberId, name: person.name, email: person.email };
  return { applicant, by, draft: { applicationId, member, title: content.project.title, content } };
};

/** A draft without documents, as its association would have left it at an instant of the past. */
export const draftAt = async (city: City, index: number, at: string) => (await typeAt(city, index, at)).draft;

/** Submits an example application as its association would have at an instant of the past. */
export const handInAt = async (city: City, index: number, at: string) => {
  const { applicant, by, draft } = await typeAt(city, index, at);
  const { applicationId, member } = draft;
  await attachRequired(city, member.id, applicationId);
  await applicant.submitApplication({
    ...by,
    params: { applicationId },
    body: { idempotencyKey: crypto.randomUUID() },
  });
  return draft;
};

/** Asks for documents as an agent would have at an instant of the past, to be provided within so many days of it. */
export const askForDocumentsAt = async (
  city: City,
  applicationId: ApplicationCore['id'],
  at: string,
  answerWithinDays: number,
) => {
  const ports = { ...city.ports, now: () => new Date(at) };
  const [agent] = staff;
  const person = agent && (await loadPersons(ports, [agent.id])).get(agent.id);
  const version = (await loadFile(ports, applicationId))?.head.version;
  if (!person || !version) throw new Error(`Nobody asks for the documents of ${applicationId}`);
  const { recordCheck } = staffOperations(
    ports,
    createBucket(city.platform.env.BUCKET_NAME ?? ''),
    async () => {
      throw new Error('Nobody signs in here');
    },
    city.platform.urls.site,
  );
  const { answers } = passed('completeness');
  const body = { answers: { ...answers, accounts: false }, message: exampleComplements, answerWithinDays, version };
  await recordCheck({
    person,
    subject: person.id,
    language: 'fr',
    at,
    noteAs: () => undefined,
    query: undefined,
    params: { applicationId, stepId: 'completeness' },
    body: { ...body, verdict: 'complements' },
  });
};
