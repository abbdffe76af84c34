import { PutObjectCommand } from '@aws-sdk/client-s3';
import { operations as applicantOperations } from '../../functions/applicant-api/operations.ts';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { silenceRunsOutOn } from '../../functions/domain/silence.ts';
import { operations as juryOperations } from '../../functions/jury-api/operations.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { createBucket } from '../../functions/services/bucket.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import { operations as staffOperations } from '../../functions/staff-api/operations.ts';
import { loadHead } from '../../functions/store/applications.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import { objectKey, promiseAttachment } from '../../functions/store/attachments.ts';
import { commitCallVersion, loadCall } from '../../functions/store/calls.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { loadPerson, loadPersons, savePerson } from '../../functions/store/people.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { DraftSection } from '../../schemas/application.ts';
import { attachmentId } from '../../schemas/attachment.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { callLilleNext } from '../../schemas/examples/call-lille-next.ts';
import { exampleDeclarations } from '../../schemas/examples/jurors.ts';
import { exampleCorrection, exampleRecusal } from '../../schemas/examples/jury.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { jurors, persons } from '../../schemas/examples/people.ts';
import { exampleApplication, exampleCount } from '../../schemas/examples/projects.ts';
import { quarterOf, quarterPlus } from '../../schemas/monitoring.ts';
import { promiseOf } from '../example-document.ts';
import type { Platform } from './platform.ts';
import { seedBasics } from './seed-basics.ts';
import { noteLetters } from './seed-letters.ts';
import { type Act, lifeOf } from './seed-lives.ts';
import { holdSessions, type Lived } from './seed-sessions.ts';
import { sideBySide } from './side-by-side.ts';

/** What is being made: the files' lives, the jury's sessions, then what became of each file. */
export type SeedPart = 'lives' | 'sessions' | 'ends';

/** Days from now until the decision under embargo is announced. */
const ANNOUNCED_IN_DAYS = 10;

/**
 * Gives a person an address that takes no mail, here as on AWS: nobody can have one of that domain. It is mended when the
 * person signs in.
 */
const refuseMailsTo = async (ports: StorePorts, personId: string): Promise<void> => {
  const before = await loadPerson(ports, personId);
  if (before) await savePerson(ports, { ...before, email: `${personId}@refused.invalid` }, before);
};

/** Somebody of another organisation asks to act for the first one as well, and waits for an agent's answer. */
const askToJoin = async (
  applicant: ReturnType<typeof applicantOperations>,
  personOf: (id: string) => PersonItem,
  at: string,
): Promise<void> => {
  const [wanted, , own] = organisations;
  if (!wanted || !own) throw new Error('No example organisations');
  await applicant.requestToJoin({
    person: personOf(own.memberId),
    subject: own.memberId,
    noteAs: () => undefined,
    language: 'fr',
    at,
    query: undefined,
    params: undefined,
    body: { siret: wanted.content.siret, message: 'Je deviens trésorier de l’association (exemple).' },
  });
};

/** A day on which the embargo ends that is later than the law's silence, so that pages show what they say of that. */
const pastSilence = async (ports: StorePorts, applicationId: string | undefined, day: string): Promise<string> => {
  const head = applicationId === undefined ? undefined : await loadHead(ports, applicationId);
  const runsOutOn = head && silenceRunsOutOn(head);
  return runsOutOn && runsOutOn >= day ? addDays(runsOutOn, 2) : day;
};

/**
 * Fills an empty platform with the demonstration: the call, organisations and persons, and sixty applications over the
 * last eight calendar quarters. Every application lives through the same operations as a real one, at instants of the
 * past, so that chains, figures and letters are true; only the letters of the past are noted without being sent.
 */
export async function seed(
  platform: Platform,
  now: Date = new Date(),
  onProgress: (part: SeedPart, done: number, of: number) => void = () => {},
): Promise<void> {
  Object.assign(process.env, platform.env);
  const { TABLE_NAME = '', BUCKET_NAME = '', SITE_URL = '' } = platform.env;
  const bucket = createBucket(BUCKET_NAME);
  const noSignIn = async () => {
    throw new Error('Nobody signs in to the demonstration while it is being made');
  };
  const shared = createStorePorts(TABLE_NAME);

  const firstDay = `${quarterPlus(quarterOf(now.toISOString()), -7).replace(/-Q(\d)/, (_, q) => `-${String(Number(q) * 3 - 2).padStart(2, '0')}`)}-05`;
  const opening = `${firstDay}T08:00:00.000Z`;
  await seedBasics(shared, opening, now.toISOString());
  const people = await loadPersons(
    shared,
    persons.map(({ id }) => id),
  );
  const personOf = (id: string): PersonItem => {
    const person = people.get(id);
    if (!person) throw new Error(`No person ${id} in the demonstration`);
    return person;
  };

  /** Lives one application until a session of the jury, as far as the present goes. */
  const live = async (index: number): Promise<Lived> => {
    let clock = opening;
    const ports = createStorePorts(TABLE_NAME, { db: shared.db, now: () => new Date(clock) });
    const applicant = applicantOperations(ports, bucket, noSignIn);
    const jury = juryOperations(ports, bucket, noSignIn);
    const staff = staffOperations(ports, bucket, noSignIn, SITE_URL);
    const life = lifeOf(index, exampleCount, opening, now);
    const { organisation, content } = exampleApplication(index, life.submitsAt.slice(0, 10));
    const by = (personId: string) => ({
      person: personOf(personId),
      subject: personId,
      noteAs: () => undefined,
      language: 'fr' as const,
      at: clock,
      query: undefined,
      params: undefined,
      body: undefined,
    });
    const key = () => crypto.randomUUID();
    clock = life.startsAt;
    const { id } = await applicant.startApplication({
      ...by(organisation.memberId),
      body: {
        callId: exampleCallId,
        organisationId: organisation.id as PersonItem['organisationIds'][number],
        idempotencyKey: key(),
      },
    });
    const params = { applicationId: id };
    const sections = life.draft === 'begun' ? (['project'] as const) : (['project', 'budget', 'commitments'] as const);
    for (const section of sections)
      await applicant.saveSection({
        ...by(organisation.memberId),
        params: { ...params, section },
        body: { content: content[section] as unknown as DraftSection, revision: 0 },
      });
    const required = callLille.documents.filter((document) => document.required);
    for (const [promised, document] of required.entries()) {
      if (life.draft === 'begun') break;
      const bytes = examplePdf(`${document.label.fr} - ${organisation.content.name}`);
      const item = {
        id: attachmentId.parse(`att_${ports.ulid()}`),
        ...promiseOf(document.id, bytes),
        createdAt: clock,
      };
      await promiseAttachment(ports, { head: { id, version: 1 }, documentChanges: promised }, item);
      await platform.engines.bucket.client.send(
        new PutObjectCommand({
          Bucket: BUCKET_NAME,
          Key: objectKey(id, item.id),
          Body: bytes,
          ContentType: item.contentType,
        }),
      );
      await noteFindings(ports, id, item.id, { verified: 'right' });
      await noteFindings(ports, id, item.id, { scan: 'clean' });
    }

    /** The version of the file, as staff read it before they act. */
    const version = async () => (await loadHead(ports, id))?.version ?? 0;
    const run: { [K in Act['kind']]: (act: Extract<Act, { kind: K }>) => Promise<unknown> } = {
      submit: () =>
        applicant.submitApplication({ ...by(organisation.memberId), params, body: { idempotencyKey: key() } }),
      check: async ({ stepId, body }) =>
        staff.recordCheck({
          ...by('demo-staff-1'),
          params: { ...params, stepId },
          body: { ...body, version: await version() },
        }),
      complete: () =>
        applicant.provideComplements({ ...by(organisation.memberId), params, body: { idempotencyKey: key() } }),
      open: async ({ jurorIds }) =>
        staff.openStep({ ...by('demo-staff-1'), params, body: { jurorIds, version: await version() } }),
      recuse: ({ jurorId }) => jury.recuse({ ...by(jurorId), params, body: { ...exampleRecusal, confirm: true } }),
      evaluate: async ({ jurorId, stepId, body, at }) => {
        await jury.declareNoConflict({ ...by(jurorId), params, body: { confirm: true } });
        return jury.submitEvaluation({
          ...by(jurorId),
          params: { ...params, stepId },
          body: { ...body, final: isLongAgo(at) },
        });
      },
      decide: async ({ body: decision }) =>
        staff.recordDecision({ ...by('demo-staff-2'), params, body: { decision, version: await version() } }),
      correct: async ({ body: decision }) => {
        const body = { decision, why: exampleCorrection, version: await version() };
        return staff.correctDecision({ ...by('demo-staff-2'), params, body });
      },
      close: async ({ reasons }) =>
        staff.closeApplication({ ...by('demo-staff-1'), params, body: { reasons, version: await version() } }),
      silence: async ({ reasons }) =>
        staff.recordSilence({ ...by('demo-staff-2'), params, body: { reasons, version: await version() } }),
      withdraw: () => applicant.withdrawApplication({ ...by(organisation.memberId), params, body: {} }),
    };
    /** Over a day ago: what is newer can still be corrected. */
    const isLongAgo = (at: string) => now.getTime() - Date.parse(at) > 86_400_000;
    const doIt = async (act: Act): Promise<boolean> => {
      if (new Date(act.at) > now) return false;
      clock = act.at;
      await run[act.kind](act as never);
      clock = new Date(new Date(act.at).getTime() + 60_000).toISOString();
      return true;
    };
    // Nobody assigns a juror who is bound to the organisation: another one is in that place.
    const boundIds = jurors
      .map((juror) => juror.id)
      .filter((jurorId) => exampleDeclarations.get(jurorId)?.some(({ siret }) => siret === organisation.content.siret));
    const panel = life.acts.flatMap((act) => (act.kind === 'open' ? act.jurorIds : []));
    const other = jurors.find((juror) => !panel.includes(juror.id) && !boundIds.includes(juror.id))?.id ?? '';
    const inPlaceOf = (jurorId: string) => (boundIds.includes(jurorId) ? other : jurorId);
    const acts = life.acts.map((act): Act => {
      if (act.kind === 'open') return { ...act, jurorIds: act.jurorIds.map(inPlaceOf) };
      return 'jurorId' in act ? { ...act, jurorId: inPlaceOf(act.jurorId) } : act;
    });
    // The service looks after each evaluation whether the step is complete; once, after the last, comes to the same.
    const last = acts.findLast(({ kind, at }) => (kind === 'evaluate' || kind === 'recuse') && new Date(at) <= now);
    let scored = false;
    for (const act of acts)
      if ((await doIt(act)) && act === last) scored = await closeCompleteStep(ports, { type: 'application', id });
    const askedCents = content.budget.amountAskedCents;
    return {
      index,
      applicationId: id,
      askedCents,
      boundIds,
      readyAt: scored ? clock : undefined,
      end: async (heardAt, announceOn) => {
        if (heardAt) for (const act of life.decisions(heardAt, askedCents, announceOn)) await doIt(act);
        // Most of those who were named as contacts get copies; some did not answer yet.
        await noteLetters(ports, id, SITE_URL, people, { mishap: life.mishap, contactAnswered: index % 4 !== 0 });
        if (life.mishap === 'refused') await refuseMailsTo(shared, organisation.memberId);
        await measureApplication(ports, id);
      },
    };
  };

  const lived: Lived[] = [];
  await sideBySide(exampleCount, async (index) => {
    lived.push(await live(index));
    onProgress('lives', lived.length, exampleCount);
  });
  lived.sort((one, other) => one.index - other.index);
  const past = { shared, tableName: TABLE_NAME, bucket, noSignIn, siteUrl: SITE_URL, personOf, opening, now };
  const heard = await holdSessions(past, lived, (held, of) => onProgress('sessions', held, of));
  // The newest of the decisions is kept back until the council's results are announced together.
  const decided = lived.flatMap(({ applicationId }) => {
    const heardAt = heard.get(applicationId);
    return heardAt && addDays(dayOf(heardAt), 9) <= dayOf(now.toISOString()) ? [{ applicationId, heardAt }] : [];
  });
  const newest = decided.toSorted((one, other) => (one.heardAt < other.heardAt ? 1 : -1))[0]?.applicationId;
  const announceOn = await pastSilence(shared, newest, addDays(dayOf(now.toISOString()), ANNOUNCED_IN_DAYS));
  let ended = 0;
  await sideBySide(lived.length, async (index) => {
    const file = lived[index];
    await file?.end(heard.get(file.applicationId), file.applicationId === newest ? announceOn : undefined);
    onProgress('ends', ++ended, lived.length);
  });

  await askToJoin(applicantOperations(shared, bucket, noSignIn), personOf, now.toISOString());

  // A second version, once all is there: files in flight keep the first, and the two can be compared.
  await commitCallVersion(shared, {
    callId: exampleCallId,
    before: await loadCall(shared, exampleCallId),
    content: callLilleNext,
    actor: { role: 'staff', personId: 'demo-staff-1' },
    at: now.toISOString(),
  });
}
