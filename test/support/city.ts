import { operations as applicantOperations } from '../../functions/applicant-api/operations.ts';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import type { Verdict } from '../../functions/domain/attachment.ts';
import { httpHandler } from '../../functions/http.ts';
import { operations as juryOperations } from '../../functions/jury-api/operations.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { openingsOn } from '../../functions/openings.ts';
import { operations as publicOperations } from '../../functions/public-api/operations.ts';
import type { VerifyIdToken } from '../../functions/session.ts';
import { operations as staffOperations } from '../../functions/staff-api/operations.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import { commitCallVersion } from '../../functions/store/calls.ts';
import { commitOrganisation } from '../../functions/store/organisations.ts';
import { savePerson } from '../../functions/store/people.ts';
import type { CallContent } from '../../schemas/call.ts';
import { applicantContract } from '../../schemas/contract/applicant.ts';
import { juryContract } from '../../schemas/contract/jury.ts';
import { publicContract } from '../../schemas/contract/public.ts';
import { staffContract } from '../../schemas/contract/staff.ts';
import { type Audience, contract, type OperationId, type OperationResponse } from '../../schemas/contract.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { type OfficePerDay, type PerDay, usualOfficePerDay, usualPerDay } from '../../schemas/per-day.ts';
import { aJuror, anApplicant, anOrganisation, aStaffMember } from '../factories/people.ts';
import { memoryAccounts } from './accounts.ts';
import { memoryBucket } from './bucket.ts';
import { type Answer, context, eventFor, type Sent } from './gateway.ts';
import { type TestPorts, testPorts } from './ports.ts';
import { memoryScanner } from './scanner.ts';

/** The persons of a test by name; `applicant` and `colleague` act for one organisation, `stranger` for another. */
export const people = {
  applicant: anApplicant(0),
  colleague: anApplicant(24, { organisationIds: [anOrganisation(0).id] }),
  stranger: anApplicant(1),
  staff: aStaffMember(),
};

/** Where links in letters lead. */
export const siteUrl = 'https://appel.ville.example';

/** Days that it is kept who did and who opened what. */
export const auditDays = 365;

/** Of a test in which one person does in a day what many do. */
export const busyDay: PerDay = { drafts: 1000, documents: 1000, files: 1000, organisations: 1000, confirmations: 1000 };

/** ID tokens of tests are their claims; the real verifier has a test of its own. */
const verifyIdToken: VerifyIdToken = async (idToken) => JSON.parse(idToken);

/** The service on a table as it is: the real operations of every audience behind their real HTTP handler. */
export const serve = (
  ports: TestPorts,
  perDay: PerDay = usualPerDay,
  officePerDay: OfficePerDay = usualOfficePerDay,
) => {
  const bucket = memoryBucket();
  const accounts = memoryAccounts();
  const scanner = memoryScanner();
  const handlersOn = (own: TestPorts) => ({
    public: httpHandler(publicContract, own, publicOperations(own)),
    applicant: httpHandler(
      applicantContract,
      own,
      applicantOperations(own, bucket, verifyIdToken, usualDraftDays, perDay),
    ),
    jury: httpHandler(juryContract, own, juryOperations(own, bucket, verifyIdToken), [], openingsOn(own, auditDays)),
    staff: httpHandler(
      staffContract,
      own,
      staffOperations(own, bucket, verifyIdToken, siteUrl, accounts, auditDays, scanner, officePerDay),
      [],
      openingsOn(own, auditDays),
    ),
  });
  const handlers = handlersOn(ports);

  /** Sends a request as a person, with the service's own ports or those of a test's. */
  const send = async (id: OperationId, who: string | undefined, sent: Sent = {}, own?: TestPorts): Promise<Answer> => {
    const handler = (own ? handlersOn(own) : handlers)[contract[id].audience as Audience];
    const answer = await handler(eventFor(id, who, sent), context);
    return {
      status: answer.statusCode ?? 0,
      body: JSON.parse(answer.body ?? 'null'),
      headers: (answer.headers ?? {}) as Record<string, string>,
    };
  };

  /** The same for a request that must be answered. */
  const ask = async <K extends OperationId>(id: K, who: string, sent: Sent = {}): Promise<OperationResponse<K>> => {
    const { status, body } = await send(id, who, sent);
    if (status !== 200) throw new Error(`${id} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };

  return { ports, bucket, handlers, accounts, scanner, send, ask };
};

/**
 * The city's service on a fresh table, with persons, two organisations, jurors and the example call in the store.
 */
export const openCity = async (
  options: {
    call?: Partial<CallContent>;
    jurors?: number;
    now?: string;
    seed?: number;
    ports?: TestPorts;
    /** What one person may do in a day. */
    perDay?: PerDay;
    /** What one member of staff may have mailed in a day. */
    officePerDay?: OfficePerDay;
  } = {},
) => {
  const ports = options.ports ?? (await testPorts(options));
  const at = ports.now().toISOString();
  const jurors = Array.from({ length: options.jurors ?? 4 }, (_, index) => aJuror(index));
  for (const person of [...Object.values(people), ...jurors]) await savePerson(ports, person, undefined);
  for (const [{ id, content }, { id: personId }] of [
    [anOrganisation(0), people.applicant],
    [anOrganisation(1), people.stranger],
  ] as const)
    await commitOrganisation(ports, { id, before: undefined, content, actor: { role: 'applicant', personId }, at });
  const content: CallContent = { ...callLille, ...options.call };
  await commitCallVersion(ports, { callId: exampleCallId, before: undefined, content, actor: { role: 'staff' }, at });

  return {
    ...serve(ports, options.perDay, options.officePerDay),
    content,
    callId: exampleCallId,
    jurors: jurors.map(({ id }) => id),
    /** What the storage's events lead to: the bytes are right, and the scanner says this of them, or nothing. */
    receive: async (applicationId: string, attachmentId: string, scan: Verdict | 'nothing' = 'clean') => {
      await noteFindings(ports, applicationId, attachmentId, { verified: 'right' });
      if (scan !== 'nothing') await noteFindings(ports, applicationId, attachmentId, { scan });
    },
    /** What the consumers do when they are woken for a file. */
    wake: async (applicationId: string) => {
      const closed = await closeCompleteStep(ports, { type: 'application', id: applicationId });
      await measureApplication(ports, applicationId);
      return closed;
    },
  };
};
export type City = Awaited<ReturnType<typeof openCity>>;
