import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as keys from '../../functions/store/keys.ts';
import { maxAttachments } from '../../schemas/attachment.ts';
import { stepOf } from '../../schemas/call.ts';
import type { ScoreContent } from '../../schemas/evaluation.ts';
import { type City, openCity, people, siteUrl } from './city.ts';
import { asRead, attach, checkFile, declare, draftFile, key } from './files.ts';
import { messagesOn, post, tellApplication } from './mails.ts';

const { applicant, staff } = people;

/** Jurors of the largest file that staff can open at once. */
export const JURORS = 60;
export const LETTERS = 30;
const REMINDERS = 20;

const sentence = 'Ce projet répond à un besoin constaté sur le quartier. ';
const words = (length: number) =>
  sentence
    .repeat(Math.ceil(length / sentence.length))
    .slice(0, length)
    .trim();

/**
 * A file as large as files become: sixty jurors who each wrote at length, all but the last submitted; corrections begun;
 * as many documents as fit; two requests for more of them; thirty letters; reminders by hand, day after day.
 */
export const largeFile = async (): Promise<{ city: City; applicationId: string; stepId: string }> => {
  const city = await openCity({ jurors: JURORS });
  const applicationId = await draftFile(city);
  const params = { applicationId };
  const documents = city.content.documents;
  const attached = documents.filter(({ required }) => required).length;
  for (let place = attached; place < maxAttachments - 2; place++) {
    const { id } = documents[place % documents.length] ?? { id: '' };
    await attach(city, applicationId, id, `${words(60).replaceAll(' ', '-')}-${place}.pdf`);
  }
  await city.ask('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } });
  for (let request = 0; request < 2; request++) {
    await checkFile(city, applicationId, 'complements');
    await attach(city, applicationId, documents[0]?.id ?? '', `complement-${request}.pdf`);
    await city.ask('provideComplements', applicant.id, { params, body: { idempotencyKey: key() } });
  }
  await checkFile(city, applicationId);
  await checkFile(city, applicationId);
  await city.ask('openStep', staff.id, { params, body: await asRead(city, applicationId, { jurorIds: city.jurors }) });
  await tellApplication(city.ports, post().mailer, siteUrl, applicationId);
  await moreLetters(city, applicationId);

  const { stepId = '' } = await city.ask('getStaffFile', staff.id, { params });
  const step = stepOf(city.content, stepId);
  if (step?.kind !== 'score') throw new Error(`${stepId} is not scored`);
  const content: ScoreContent = {
    kind: 'score',
    marks: Object.fromEntries(
      step.criteria.map(({ id }) => [id, { points: 3, comment: words(2000), forApplicant: words(1000) }]),
    ),
    comment: words(4000),
    forApplicant: words(2000),
  };
  for (const jurorId of city.jurors) {
    await declare(city, applicationId, jurorId);
    await city.ask('saveEvaluation', jurorId, { params: { ...params, stepId }, body: { revision: 0, content } });
    if (jurorId !== city.jurors.at(-1))
      await city.ask('submitEvaluation', jurorId, { params: { ...params, stepId }, body: content });
  }
  city.ports.clock.advance({ days: 30 });
  for (let day = 0; day < REMINDERS; day++) {
    city.ports.clock.advance({ days: 1 });
    await city.ask('remindJurors', staff.id, { params, body: { stepId } });
  }
  return { city, applicationId, stepId };
};

/** Letters that an older release kept with the file, as the first one was written, under places that no event has. */
const moreLetters = async ({ ports }: City, applicationId: string): Promise<void> => {
  const letters = (await messagesOn(ports, applicationId)).filter(({ recipient }) => recipient === 'applicant');
  const [first] = letters;
  if (!first) throw new Error('No letter was sent');
  const { audience, status, sentAt, subject, body } = first;
  for (let count = letters.length; count < LETTERS; count++)
    await ports.db.send(
      new PutCommand({
        TableName: ports.tableName,
        Item: {
          ...{ audience, status, sentAt, subject, body, attempts: 1 },
          ...keys.notificationKey(applicationId, 1000 + count, 'applicant'),
        },
      }),
    );
};
